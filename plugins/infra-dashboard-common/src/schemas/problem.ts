import {
  PROBLEM_KINDS,
  PROBLEM_SEVERITIES,
  type Problem,
  type ProblemMute,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  ProblemMuteRequest,
  ProblemPage,
  ProblemQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { z } from 'zod';
import { changedWorkloadSchema } from './change';
import { countsBySchema } from './counts';
import { bounded, workloadReferenceSchema } from './impact';
import { listQueryShape } from './listQuery';
import { objectSchema, strictSchema } from './objectSchema';
import { messageParamsSchema } from './shared';
import { providerTypeSchema } from './vocabulary';

/** @public */
export const problemMuteSchema = objectSchema<ProblemMute>({
  id: z.string(),
  problem: z.string().optional().describe('Absent for a cluster'),
  cluster: z
    .string()
    .optional()
    .describe('All of its problems are muted: a maintenance window'),
  until: z.string().describe('ISO 8601'),
  by: z.string().optional().describe('Entity reference of the user'),
  reason: z.string().optional(),
});

const problemSchema = objectSchema<Problem>({
  id: z.string().describe('The same as long as the cause is'),
  kind: z.enum(PROBLEM_KINDS),
  severity: z.enum(PROBLEM_SEVERITIES),
  cluster: z.string().describe('The cluster, or the provider that brings none'),
  provider: providerTypeSchema,
  node: z.string().optional().describe('The node that has the problem'),
  storage: z.string().optional().describe('The storage that has the problem'),
  workload: changedWorkloadSchema
    .optional()
    .describe('Absent where several have the same cause'),
  status: z
    .string()
    .optional()
    .describe('The platform word, or the code of the error'),
  statusReason: z.string().optional(),
  reasonCode: z.string().optional(),
  reasonParams: messageParamsSchema.optional(),
  hint: z.string().optional().describe('How to fix it'),
  hintCode: z.string().optional(),
  params: messageParamsSchema.optional(),
  since: z.string().optional().describe('ISO 8601, as far as observed'),
  observedAt: z
    .string()
    .optional()
    .describe('Time of the last good read, where the data is not fresh'),
  count: z.number().describe('Clusters, nodes or apps that have it'),
  affected: bounded(workloadReferenceSchema, 'Workloads behind it'),
  entities: bounded(z.string(), 'Entity references behind it'),
  owners: bounded(z.string(), 'Entity references of owners'),
  mute: problemMuteSchema.optional(),
});

/** @public */
export const problemPageSchema = objectSchema<ProblemPage>({
  items: z.array(problemSchema),
  totalItems: z.number(),
  counts: countsBySchema(PROBLEM_KINDS).describe(
    'Number of clusters, nodes and apps of these problems, by kind',
  ),
  muted: z.number().describe('Number of muted problems among them'),
  mayMute: z.boolean().describe('Whether the caller may mute problems'),
  nextCursor: z.string().optional(),
});

function oneOrSeveral(words: readonly string[]) {
  const any = words.join('|');
  return z
    .string()
    .regex(new RegExp(`^(${any})(,(${any}))*$`), {
      message: `must be one or several of ${words.join(', ')}`,
    })
    .optional()
    .describe(`One or several of ${words.join(', ')}`);
}

/** @public */
export const problemQuerySchema = strictSchema<ProblemQuery>({
  q: z
    .string()
    .max(200)
    .optional()
    .describe('Words that names, reasons and owners must contain'),
  severity: oneOrSeveral(PROBLEM_SEVERITIES),
  kind: oneOrSeveral(PROBLEM_KINDS),
  provider: listQueryShape.provider,
  cluster: listQueryShape.cluster,
  node: listQueryShape.node.describe(
    'A node name, or several separated by commas',
  ),
  owner: listQueryShape.owner.describe(
    'Entity reference of an owner, or several separated by commas; a bare name is that of a group, none stands for problems without owner',
  ),
  muted: z
    .enum(['true', 'false'])
    .optional()
    .describe('true: only muted ones; false: only those that are not'),
  limit: listQueryShape.limit,
  cursor: listQueryShape.cursor,
});

/** @public */
export const problemMuteRequestSchema = strictSchema<ProblemMuteRequest>({
  problem: z.string().max(100).optional().describe('Id of a problem'),
  cluster: z
    .string()
    .max(500)
    .optional()
    .describe('Name of a cluster, all of whose problems are muted'),
  until: z
    .string()
    .max(40)
    .regex(/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$/, {
      message: 'must be an ISO 8601 time',
    })
    .describe('ISO 8601 time of the end, within 90 days'),
  reason: z.string().max(500).optional(),
});
