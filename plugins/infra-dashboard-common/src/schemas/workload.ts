import type {
  Workload,
  WorkloadBytes,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { z } from 'zod';
import { objectSchema } from './objectSchema';
import { reasonShape } from './reasonShape';
import { metadataSchema } from './shared';
import {
  healthSchema,
  providerTypeSchema,
  workloadRoleSchema,
  workloadTypeSchema,
} from './vocabulary';

/** @public */
export const workloadSchema = objectSchema<Workload>({
  id: z
    .string()
    .describe(
      'Stable over restarts, migration and rename: an id of the platform',
    ),
  name: z.string(),
  cluster: z.string(),
  provider: providerTypeSchema,
  node: z.string().optional(),
  namespace: z
    .string()
    .optional()
    .describe(
      'What the platform groups workloads by: a namespace, project or pool',
    ),
  type: workloadTypeSchema,
  role: workloadRoleSchema.optional(),
  controllerId: z
    .string()
    .optional()
    .describe('Id of the workload that runs it as one of its replicas'),
  status: z
    .string()
    .describe('The word of the platform, such as CrashLoopBackOff'),
  health: healthSchema,
  statusReason: z.string().optional(),
  ...reasonShape,
  cpu: z.object({
    count: z.number().optional().describe('Cores given, requested or limited'),
    usage: z.number().optional().describe('Cores in use'),
  }),
  memory: objectSchema<WorkloadBytes>({
    used: z.number().optional().describe('Bytes'),
    total: z.number().optional().describe('Bytes'),
  }),
  storage: objectSchema<WorkloadBytes>({
    used: z.number().optional().describe('Bytes'),
    total: z.number().optional().describe('Bytes'),
  }).optional(),
  uptime: z.number().optional().describe('Seconds'),
  ready: z
    .object({ ready: z.number(), desired: z.number() })
    .optional()
    .describe('Containers of a pod, replicas of a deployment'),
  restarts: z.number().optional(),
  template: z
    .boolean()
    .optional()
    .describe('A template to clone from, which never runs'),
  labels: metadataSchema.optional(),
  tags: z.array(z.string()).optional(),
  addresses: z.array(z.string()).optional(),
  images: z.array(z.string()).optional(),
  owner: z
    .object({ kind: z.string(), name: z.string() })
    .optional()
    .describe('Controller on the platform, such as a Deployment'),
  entityRefs: z
    .array(z.string())
    .optional()
    .describe(
      'Catalog entities that it belongs to, such as component:default/web',
    ),
  ownerRef: z
    .string()
    .optional()
    .describe('Catalog entity of who owns it, such as group:default/payments'),
  ownerSource: z
    .enum(['rule', 'label', 'default'])
    .optional()
    .describe('What found the owner'),
  createdAt: z.string().optional().describe('ISO 8601'),
  lastBackup: z
    .string()
    .optional()
    .describe('Time of the last good backup, as far as known (ISO 8601)'),
  metadata: metadataSchema.optional(),
});
