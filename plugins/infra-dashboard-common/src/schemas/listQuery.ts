import { z } from 'zod';

/** One of some words, or several separated by commas. */
export function wordsSchema(words: readonly string[]) {
  const any = words.join('|');
  return z.string().regex(new RegExp(`^(${any})(,(${any}))*$`), {
    message: `must be one of ${words.join(', ')}, or several with commas`,
  });
}

/** One of some keys, with a leading `-` for descending. */
export function sortSchema(keys: readonly string[]) {
  return z
    .string()
    .regex(new RegExp(`^-?(${keys.join('|')})$`), {
      message: `must be one of ${keys.join(
        ', ',
      )}, with a leading - for descending`,
    })
    .optional();
}

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
