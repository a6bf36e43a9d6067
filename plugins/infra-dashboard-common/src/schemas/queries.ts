import {
  WORKLOAD_SORT_KEYS,
  type ClusterQuery,
  type WorkloadQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { z } from 'zod';
import { objectSchema } from './objectSchema';
import { healthSchema, providerTypeSchema } from './vocabulary';

/** @public */
export const clusterQuerySchema = objectSchema<ClusterQuery>({
  provider: providerTypeSchema.optional(),
  health: healthSchema.optional(),
  include: z
    .enum(['nodes'])
    .optional()
    .describe('nodes: each cluster carries its nodes'),
}).strict();

/** @public */
export const workloadQuerySchema = objectSchema<WorkloadQuery>({
  q: z
    .string()
    .max(200)
    .optional()
    .describe('Words that name, id, address, tag, node or label must hold'),
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
  namespace: z.string().optional(),
  type: z.string().optional(),
  health: healthSchema.optional(),
  template: z
    .enum(['true', 'false'])
    .optional()
    .describe('true: only templates; false: everything but templates'),
  owner: z
    .string()
    .max(500)
    .optional()
    .describe('Entity reference of the owner; a bare name is that of a group'),
  entityRef: z
    .string()
    .max(500)
    .optional()
    .describe(
      'A component, a system or domain with all that is part of it, or a group or user with all that it owns; a bare name is that of a component',
    ),
  sort: z
    .string()
    .regex(new RegExp(`^-?(${WORKLOAD_SORT_KEYS.join('|')})$`), {
      message: `must be one of ${WORKLOAD_SORT_KEYS.join(
        ', ',
      )}, with a leading - for descending`,
    })
    .optional(),
  limit: z.coerce.number().int().min(1).max(1000).optional(),
  cursor: z.string().optional(),
}).strict();
