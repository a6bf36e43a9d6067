import { z } from 'zod';
import { limitationSchema } from './shared';
import {
  healthSchema,
  nodeStateSchema,
  providerTypeSchema,
  workloadTypeSchema,
} from './vocabulary';

/** How it is known which machine a node runs on, the surest first. @public */
export const LAYER_EVIDENCE_KINDS = [
  'provider-id',
  'system-uuid',
  'address',
] as const;

/** @public */
export const layerEvidenceSchema = z
  .object({
    kind: z.enum(LAYER_EVIDENCE_KINDS),
    confidence: z
      .enum(['certain', 'likely'])
      .describe('likely: it fits and nothing else does, but it may be chance'),
    message: z.string().describe('What was compared, for people'),
  })
  .describe('Why a node is believed to run on a machine');

/** @public */
export type LayerEvidence = z.infer<typeof layerEvidenceSchema>;

const nodeReferenceSchema = z.object({
  cluster: z.string(),
  name: z.string(),
  provider: providerTypeSchema,
  status: nodeStateSchema,
  health: healthSchema,
});

/** @public */
export const workloadReferenceSchema = z.object({
  id: z.string(),
  name: z.string(),
  cluster: z.string(),
  provider: providerTypeSchema,
  type: workloadTypeSchema,
  node: z.string().optional(),
  namespace: z.string().optional(),
  health: healthSchema,
  entityRefs: z.array(z.string()).optional(),
  ownerRef: z.string().optional(),
});

/** A workload in as many words as a list of what depends on a node needs. @public */
export type WorkloadReference = z.infer<typeof workloadReferenceSchema>;

const countSchema = z.object({ total: z.number() }).catchall(z.number());

function bounded<T extends z.ZodType>(item: T, description: string) {
  return z
    .object({
      total: z.number().describe('All of them; items holds the first ones'),
      items: z.array(item),
    })
    .describe(description);
}

/** @public */
export const nodeImpactSchema = z
  .object({
    node: nodeReferenceSchema,
    runsOn: z
      .object({
        machine: workloadReferenceSchema,
        hypervisor: nodeReferenceSchema.optional(),
        evidence: layerEvidenceSchema,
      })
      .optional()
      .describe('The virtual machine that the node itself is'),
    nodes: bounded(
      nodeReferenceSchema.extend({
        machine: workloadReferenceSchema,
        evidence: layerEvidenceSchema,
      }),
      'Nodes of other clusters that are virtual machines on the node',
    ),
    workloads: bounded(
      workloadReferenceSchema,
      'What runs on the node and on the nodes that depend on it, the worst health first',
    ),
    workloadsByHealth: countSchema,
    workloadsByProvider: countSchema,
    deployments: bounded(
      z.object({
        cluster: z.string(),
        namespace: z.string().optional(),
        kind: z.string().describe('Deployment, StatefulSet, …'),
        name: z.string(),
        affected: z.number().describe('Pods on the affected nodes'),
        elsewhere: z.number().describe('Running pods on other nodes'),
        entityRefs: z.array(z.string()).optional(),
        ownerRef: z.string().optional(),
      }),
      'Controllers of affected pods, those with nothing elsewhere first',
    ),
    entities: bounded(
      z.object({
        entityRef: z.string(),
        ownerRef: z.string().optional(),
        affected: z.number().describe('Its workloads that depend on the node'),
        elsewhere: z.number().describe('Its running workloads that do not'),
      }),
      'Components and other entities, those with nothing elsewhere first',
    ),
    owners: bounded(
      z.object({
        ownerRef: z.string(),
        workloads: z.number(),
        entities: z.number(),
      }),
      'Who owns what is affected, the one with the most workloads first',
    ),
    unassigned: z
      .number()
      .describe('Affected workloads that belong to no entity'),
    limitations: z
      .array(limitationSchema)
      .optional()
      .describe('What is not known, so that more may be affected'),
  })
  .describe('Answer of GET /clusters/{cluster}/nodes/{node}/impact');

/** What depends on a node, across platforms. @public */
export type NodeImpact = z.infer<typeof nodeImpactSchema>;
