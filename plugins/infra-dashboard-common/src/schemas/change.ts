import {
  CHANGE_KINDS,
  type Change,
  type ChangedWorkload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  ChangePage,
  ChangeQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { z } from 'zod';
import { listQueryShape } from './listQuery';
import { objectSchema, strictSchema } from './objectSchema';
import { messageParamsSchema } from './shared';
import { providerTypeSchema, workloadTypeSchema } from './vocabulary';

export const changedWorkloadSchema = objectSchema<ChangedWorkload>({
  id: z.string().optional(),
  name: z.string(),
  namespace: z.string().optional(),
  type: workloadTypeSchema.optional(),
  controller: z.string().optional(),
});

/** @public */
export const changeSchema = objectSchema<Change>({
  id: z.string(),
  at: z.string().describe('ISO 8601 time of the reading that found it'),
  until: z
    .string()
    .optional()
    .describe('Time of the last one, where several were folded into this row'),
  count: z
    .number()
    .describe(
      'Changes folded into this row, or replicas that changed together',
    ),
  kind: z.enum(CHANGE_KINDS),
  cluster: z.string(),
  provider: providerTypeSchema,
  node: z
    .string()
    .optional()
    .describe('The node that changed, or that has the workload or storage'),
  storage: z
    .string()
    .optional()
    .describe('The storage that changed; a local one is that of the node'),
  workload: changedWorkloadSchema.optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  status: z.string().optional(),
  statusReason: z.string().optional(),
  reasonCode: z.string().optional(),
  reasonParams: messageParamsSchema.optional(),
  ownerRef: z.string().optional(),
  entityRefs: z.array(z.string()).optional(),
});

/** @public */
export const changePageSchema = objectSchema<ChangePage>({
  items: z.array(changeSchema),
  nextCursor: z.string().optional(),
});

const kinds = CHANGE_KINDS.join('|');

const timeSchema = z
  .string()
  .max(40)
  .regex(/^\d{1,6}[smhd]$|^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?$/, {
    message: 'must be an ISO 8601 time, or a duration such as 1h or 7d',
  });

/** @public */
export const changeQuerySchema = strictSchema<ChangeQuery>({
  since: timeSchema
    .optional()
    .describe('ISO 8601 time, or a duration back from now such as 1h or 7d'),
  until: timeSchema.optional().describe('The same; default: now'),
  kind: z
    .string()
    .regex(new RegExp(`^(${kinds})(,(${kinds}))*$`), {
      message: `must be one or several of ${CHANGE_KINDS.join(', ')}`,
    })
    .optional()
    .describe(`One or several of ${CHANGE_KINDS.join(', ')}`),
  provider: listQueryShape.provider,
  cluster: listQueryShape.cluster,
  node: listQueryShape.node,
  workload: z.string().optional().describe('Id of a workload'),
  owner: listQueryShape.owner,
  entityRef: z
    .string()
    .max(500)
    .optional()
    .describe('Entity whose workloads changed, as for GET /workloads'),
  limit: listQueryShape.limit,
  cursor: listQueryShape.cursor,
});
