import type {
  Bounded,
  WorkloadReference,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  AffectedDeployment,
  AffectedEntity,
  AffectedOwner,
  DependentNode,
  LayerEvidence,
  NodeImpact,
  NodeMachine,
  NodeReference,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { z } from 'zod';
import { countsSchema } from './counts';
import { objectSchema } from './objectSchema';
import { limitationSchema, messageParamsSchema } from './shared';
import {
  healthSchema,
  nodeStateSchema,
  providerTypeSchema,
  workloadTypeSchema,
} from './vocabulary';

const layerEvidenceSchema = objectSchema<LayerEvidence>({
  kind: z.enum(['provider-id', 'system-uuid', 'address']),
  confidence: z
    .enum(['certain', 'likely'])
    .describe('likely: it fits and nothing else does, but it may be chance'),
  message: z.string().describe('What was compared, for people'),
  messageCode: z.string().optional().describe('Code of `message`'),
  params: messageParamsSchema.optional(),
}).describe('Why a node is believed to run on a machine');

const nodeReferenceSchema = objectSchema<NodeReference>({
  cluster: z.string(),
  name: z.string(),
  provider: providerTypeSchema,
  status: nodeStateSchema,
  health: healthSchema,
});

export const workloadReferenceSchema = objectSchema<WorkloadReference>({
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

export function bounded<T>(item: z.ZodType<T>, description: string) {
  return objectSchema<Bounded<T>>({
    total: z.number().describe('All of them; items holds the first ones'),
    items: z.array(item),
  }).describe(description);
}

/** @public */
export const nodeImpactSchema = objectSchema<NodeImpact>({
  node: nodeReferenceSchema,
  runsOn: objectSchema<NodeMachine>({
    machine: workloadReferenceSchema,
    hypervisor: nodeReferenceSchema.optional(),
    evidence: layerEvidenceSchema,
  })
    .optional()
    .describe('The virtual machine that the node itself is'),
  nodes: bounded(
    objectSchema<DependentNode>({
      ...nodeReferenceSchema.shape,
      machine: workloadReferenceSchema,
      evidence: layerEvidenceSchema,
    }),
    'Nodes of other clusters that are virtual machines on the node',
  ),
  workloads: bounded(
    workloadReferenceSchema,
    'What runs on the node and on the nodes that depend on it, the worst health first',
  ),
  workloadsByHealth: countsSchema,
  workloadsByProvider: countsSchema,
  deployments: bounded(
    objectSchema<AffectedDeployment>({
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
    objectSchema<AffectedEntity>({
      entityRef: z.string(),
      ownerRef: z.string().optional(),
      affected: z.number().describe('Its workloads that depend on the node'),
      elsewhere: z.number().describe('Its running workloads that do not'),
    }),
    'Components and other entities, those with nothing elsewhere first',
  ),
  owners: bounded(
    objectSchema<AffectedOwner>({
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
}).describe('Response of GET /clusters/{cluster}/nodes/{node}/impact');
