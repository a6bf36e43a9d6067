import { z } from 'zod';

/** Parameters that all lists over several clusters have. */
export const listQueryShape = {
  provider: z
    .string()
    .min(1)
    .optional()
    .describe('A platform type, or several separated by commas'),
  cluster: z
    .string()
    .optional()
    .describe('A cluster name, or several separated by commas'),
  node: z.string().optional(),
  owner: z
    .string()
    .max(500)
    .optional()
    .describe('Entity reference of the owner; a bare name is that of a group'),
  limit: z.coerce.number().int().min(1).max(1000).optional(),
  cursor: z.string().optional(),
};
