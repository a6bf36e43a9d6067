import type {
  NodePlacement,
  NodeStatus,
  PlacementAmounts,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { z } from 'zod';
import { countsSchema } from './counts';
import { objectSchema } from './objectSchema';
import { reasonShape } from './reasonShape';
import {
  conditionSchema,
  freshnessSchema,
  limitationSchema,
  metadataSchema,
  providerErrorSchema,
  usageSchema,
} from './shared';
import {
  healthSchema,
  nodeStateSchema,
  providerTypeSchema,
} from './vocabulary';

/** What a node gives to workloads. */
export const amountsSchema = objectSchema<PlacementAmounts>({
  cpu: z.number().optional().describe('Cores'),
  memory: z.number().optional().describe('Bytes'),
  slots: z.number().optional().describe('Number of workloads'),
});

const placementSchema = objectSchema<NodePlacement>({
  isOpen: z
    .boolean()
    .describe('Whether it takes workloads without an exception'),
  blockedBy: z.array(z.string()).optional().describe('Why not'),
  allocatable: amountsSchema.describe(
    'What it can give away in sum; what is absent is not limited',
  ),
  allocated: amountsSchema.describe('What it has given away'),
  largest: amountsSchema
    .optional()
    .describe('What one workload may get at most; absent: all that is free'),
  physical: amountsSchema.describe(
    'What it has, before overcommitment and reservations',
  ),
});

/** @public */
export const nodeStatusSchema = objectSchema<NodeStatus>({
  id: z.string().describe('Stable over restarts; unique with the cluster'),
  name: z.string(),
  cluster: z.string().describe('Node names repeat across clusters'),
  provider: providerTypeSchema,
  status: nodeStateSchema,
  health: healthSchema,
  statusReason: z.string().optional(),
  ...reasonShape,
  rawStatus: z
    .string()
    .optional()
    .describe('The platform word, such as Ready,SchedulingDisabled'),
  cpu: usageSchema,
  memory: usageSchema,
  storage: usageSchema.optional(),
  placement: placementSchema
    .optional()
    .describe('What can be placed on it; absent where that is not known'),
  uptime: z.number().optional().describe('Seconds'),
  conditions: z.array(conditionSchema).optional(),
  labels: metadataSchema.optional(),
  addresses: z.array(z.string()).optional(),
  workloads: countsSchema.optional().describe('Number of workloads by health'),
  metadata: metadataSchema
    .optional()
    .describe('Slow facts: kernelVersion, cpuModel, roles, …'),
  limitations: z
    .array(limitationSchema)
    .optional()
    .describe('What could not be read of the node itself; absent in lists'),
  freshness: freshnessSchema
    .optional()
    .describe(
      'How old the data is. Absent in lists of one cluster, where the freshness of the cluster applies',
    ),
  error: providerErrorSchema
    .optional()
    .describe('Why the last read of the cluster failed'),
  workloadsFreshness: freshnessSchema.optional(),
  workloadsError: providerErrorSchema.optional(),
});
