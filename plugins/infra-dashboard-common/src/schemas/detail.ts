import type {
  DetailFact,
  WorkloadDetail,
  WorkloadEvent,
  WorkloadPart,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  WorkloadLink,
  WorkloadPlace,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type {
  WorkloadDetailQuery,
  WorkloadResponse,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { z } from 'zod';
import { objectSchema, strictSchema } from './objectSchema';
import {
  conditionSchema,
  freshnessSchema,
  limitationSchema,
  providerErrorSchema,
} from './shared';
import { workloadReferenceSchema } from './impact';
import { healthSchema, providerTypeSchema } from './vocabulary';
import { workloadSchema } from './workload';

const detailFactSchema = objectSchema<DetailFact>({
  code: z.string().describe('Stable camel-case word, such as memoryLimit'),
  value: z.union([z.string(), z.number()]),
  unit: z
    .enum(['bytes', 'cores', 'seconds', 'time'])
    .optional()
    .describe('time: an ISO 8601 text; absent: a text or a plain number'),
});

const workloadPartSchema = objectSchema<WorkloadPart>({
  kind: z
    .string()
    .describe('Stable kebab-case word, such as container, disk or network'),
  name: z.string(),
  state: z
    .string()
    .optional()
    .describe('The word of the platform, such as CrashLoopBackOff'),
  health: healthSchema.optional(),
  facts: z.array(detailFactSchema).optional(),
});

const workloadEventSchema = objectSchema<WorkloadEvent>({
  at: z.string().optional().describe('ISO 8601 time of the latest occurrence'),
  type: z.enum(['normal', 'warning']),
  reason: z
    .string()
    .describe('The word of the platform, such as BackOff or qmstart'),
  text: z.string().optional(),
  source: z.string().optional().describe('Who reports or did it'),
  count: z.number().optional().describe('How often it happened'),
});

/** @public */
export const workloadDetailSchema = objectSchema<WorkloadDetail>({
  observedAt: z.string().optional().describe('ISO 8601'),
  facts: z.array(detailFactSchema).optional(),
  conditions: z.array(conditionSchema).optional(),
  parts: z.array(workloadPartSchema).optional(),
  events: z.array(workloadEventSchema).optional().describe('The latest first'),
  commands: z
    .array(z.string())
    .optional()
    .describe('Commands of the tool of the platform that show more'),
  raw: z
    .string()
    .optional()
    .describe('The object of the platform as JSON, without what may be secret'),
  limitations: z.array(limitationSchema).optional(),
}).describe(
  'Never contains values of environment variables, user data, passwords or keys',
);

/** @public */
export const workloadDetailQuerySchema = strictSchema<WorkloadDetailQuery>({
  include: z
    .string()
    .regex(/^(detail|events)(,(detail|events))*$/, {
      message: 'must be detail, events, or both separated by a comma',
    })
    .optional()
    .describe(
      'detail, events, or both separated by a comma: read from the platform',
    ),
});

/** @public */
export const workloadResponseSchema = objectSchema<WorkloadResponse>({
  workload: workloadSchema,
  freshness: freshnessSchema,
  controller: workloadReferenceSchema
    .optional()
    .describe('The controller that it is a replica of'),
  runsOn: z
    .array(
      objectSchema<WorkloadPlace>({
        kind: z.enum(['node', 'workload']),
        cluster: z.string(),
        provider: providerTypeSchema,
        name: z.string(),
        id: z.string().optional(),
      }),
    )
    .optional()
    .describe('Where it runs, from the inside out: node, machine, hypervisor'),
  links: z
    .array(objectSchema<WorkloadLink>({ title: z.string(), url: z.string() }))
    .optional()
    .describe('Pages of other tools, from infraDashboard.links'),
  error: providerErrorSchema.optional(),
  detail: workloadDetailSchema.optional(),
  detailError: providerErrorSchema
    .optional()
    .describe('Why there is no `detail`'),
});
