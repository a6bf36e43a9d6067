import {
  HEALTHS,
  NODE_STATES,
  type ClusterStatus,
  type ClusterTotals,
  type Completeness,
  type HostGroup,
  type NestedCapacity,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { z } from 'zod';
import { countsBySchema } from './counts';
import { objectSchema } from './objectSchema';
import { nodeStatusSchema } from './node';
import { reasonShape } from './reasonShape';
import {
  freshnessSchema,
  limitationSchema,
  metadataSchema,
  providerErrorSchema,
  usageSchema,
} from './shared';
import { healthSchema, providerTypeSchema } from './vocabulary';

const clusterTotalsSchema = objectSchema<ClusterTotals>({
  cpu: usageSchema,
  memory: usageSchema,
  storage: usageSchema.optional(),
  nodes: countsBySchema(NODE_STATES).describe(
    'Number of nodes by state. A ready node may be degraded: see nodesByHealth',
  ),
  nodesByHealth: countsBySchema(HEALTHS)
    .optional()
    .describe('The same nodes by health'),
  workloads: countsBySchema(HEALTHS).optional().describe('Number by health'),
});

/** @public */
export const completenessSchema = objectSchema<Completeness>({
  nodes: z.boolean().describe('A node that is not listed does not exist'),
  facts: z
    .boolean()
    .describe('A version, zone or other fact that is not there does not exist'),
  workloads: z
    .boolean()
    .describe('A workload that is not listed does not exist'),
}).describe(
  'Whether absence means something: lists that are truncated, denied in part, outdated or not read are incomplete. Remove nothing unless it is true here; where the field is absent, nothing is known to be complete',
);

/** @public */
export const clusterStatusSchema = objectSchema<ClusterStatus>({
  name: z
    .string()
    .describe(
      'Unique over all providers; is or begins with the name of its own',
    ),
  provider: providerTypeSchema,
  providerName: z
    .string()
    .optional()
    .describe(
      'Name of the configured provider, which may have several clusters',
    ),
  displayName: z.string().optional(),
  version: z.string().optional(),
  health: healthSchema,
  lastKnownHealth: healthSchema
    .optional()
    .describe(
      'Health at the last good read, where `health` is unknown because that read is too old',
    ),
  statusReason: z
    .string()
    .optional()
    .describe('Why it is in this health, as of the last good read'),
  ...reasonShape,
  error: providerErrorSchema
    .optional()
    .describe('Why the last read failed; the data is then the last good one'),
  freshness: freshnessSchema,
  workloadsFreshness: freshnessSchema.optional(),
  workloadsError: providerErrorSchema.optional(),
  totals: clusterTotalsSchema,
  nested: z
    .array(
      objectSchema<NestedCapacity>({
        cluster: z.string().describe('The cluster of the machines'),
        nodes: z.number().describe('How many of the nodes'),
        cpu: usageSchema,
        memory: usageSchema,
        storage: usageSchema.optional(),
      }),
    )
    .optional()
    .describe(
      'Capacity of nodes that are machines of other clusters, which count it already. Sums of several clusters leave it out',
    ),
  duplicateOf: z
    .string()
    .optional()
    .describe(
      'Name of the cluster that is the same one, configured before this one. Sums of several clusters leave one of them out',
    ),
  scope: z
    .string()
    .optional()
    .describe(
      'Id of the namespace or project whose workloads alone are shown; absent where all are',
    ),
  nodes: z.array(nodeStatusSchema).optional(),
  hostGroups: z
    .array(
      objectSchema<HostGroup>({
        name: z.string().describe('As in `metadata.hostGroup` of workloads'),
        workloads: countsBySchema(HEALTHS),
      }),
    )
    .optional()
    .describe(
      'If nodes cannot be listed: groups of workloads on the same host. The names of the groups reveal nothing about the host',
    ),
  limitations: z.array(limitationSchema).optional(),
  complete: completenessSchema.optional(),
  metadata: metadataSchema.optional(),
});
