import {
  WORKLOAD_SORT_KEYS,
  type ClusterQuery,
  type WorkloadQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { z } from 'zod';
import { listQueryShape } from './listQuery';
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
  provider: listQueryShape.provider,
  cluster: listQueryShape.cluster,
  node: listQueryShape.node,
  namespace: z.string().optional(),
  type: z.string().optional(),
  health: healthSchema.optional(),
  template: z
    .enum(['true', 'false'])
    .optional()
    .describe('true: only templates; false: everything but templates'),
  owner: listQueryShape.owner,
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
  limit: listQueryShape.limit,
  cursor: listQueryShape.cursor,
}).strict();
