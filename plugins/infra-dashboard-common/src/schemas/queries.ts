import {
  HEALTHS,
  NODE_STATES,
  WORKLOAD_ROLES,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  NODE_SORT_KEYS,
  WORKLOAD_SORT_KEYS,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type {
  ClusterQuery,
  NodeQuery,
  WorkloadQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { z } from 'zod';
import { listQueryShape, sortSchema, wordsSchema } from './listQuery';
import { strictSchema } from './objectSchema';
import { healthSchema, providerTypeSchema } from './vocabulary';

/** @public */
export const clusterQuerySchema = strictSchema<ClusterQuery>({
  provider: providerTypeSchema.optional(),
  health: healthSchema.optional(),
  include: z
    .enum(['nodes'])
    .optional()
    .describe('nodes: each cluster carries its nodes'),
});

/** @public */
export const workloadQuerySchema = strictSchema<WorkloadQuery>({
  q: z
    .string()
    .max(200)
    .optional()
    .describe(
      'Words that name, id, address, tag, node or label must contain, and conditions such as type:vm status:running tag:prod mem>90 age<1h owner:none "two words"',
    ),
  provider: listQueryShape.provider,
  cluster: listQueryShape.cluster,
  node: listQueryShape.node.describe(
    'A node name, or several separated by commas',
  ),
  namespace: z
    .string()
    .optional()
    .describe('A namespace, project or pool, or several separated by commas'),
  type: z
    .string()
    .optional()
    .describe('A workload type, or several separated by commas'),
  role: wordsSchema(WORKLOAD_ROLES)
    .optional()
    .describe(
      'A role, or several separated by commas; app,machine leaves out replicas of controllers',
    ),
  controller: z
    .string()
    .max(500)
    .optional()
    .describe('Id of the controller whose replicas are returned'),
  health: wordsSchema(HEALTHS)
    .optional()
    .describe('A health, or several separated by commas'),
  template: z
    .enum(['true', 'false'])
    .optional()
    .describe('true: only templates; false: everything but templates'),
  owner: listQueryShape.owner.describe(
    'Entity reference of the owner, or several separated by commas; a bare name is that of a group, none stands for workloads without owner',
  ),
  ownerSource: wordsSchema(['none', 'default', 'label', 'rule'])
    .optional()
    .describe(
      'What found the owner, or several separated by commas; none stands for workloads without owner',
    ),
  entityRef: z
    .string()
    .max(500)
    .optional()
    .describe(
      'A component, a system or domain with all that is part of it, or a group or user with all that it owns; a bare name is that of a component',
    ),
  sort: sortSchema(WORKLOAD_SORT_KEYS),
  limit: listQueryShape.limit,
  cursor: listQueryShape.cursor,
});

/** @public */
export const nodeQuerySchema = strictSchema<NodeQuery>({
  q: z
    .string()
    .max(200)
    .optional()
    .describe(
      'Words that name, id, address, label, fact or cluster must contain',
    ),
  provider: listQueryShape.provider,
  cluster: listQueryShape.cluster,
  status: wordsSchema(NODE_STATES)
    .optional()
    .describe('A state, or several separated by commas'),
  health: wordsSchema(HEALTHS)
    .optional()
    .describe('A health, or several separated by commas'),
  sort: sortSchema(NODE_SORT_KEYS).describe(
    'cpu, memory and storage are the share in use; unknown values are last in either direction',
  ),
  limit: listQueryShape.limit,
  cursor: listQueryShape.cursor,
});
