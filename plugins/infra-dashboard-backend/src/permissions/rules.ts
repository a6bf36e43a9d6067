import {
  createConditionExports,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { z } from 'zod';
import {
  infraClusterPermissionResourceRef,
  type InfraClusterResource,
} from './resource';

function includes(list: string[], value: string | undefined): boolean {
  const wanted = value?.toLocaleLowerCase('en-US');
  return list.some(item => item.toLocaleLowerCase('en-US') === wanted);
}

const isProvider = createPermissionRule({
  name: 'IS_PROVIDER',
  description: 'Clusters of the given platform types',
  resourceRef: infraClusterPermissionResourceRef,
  paramsSchema: z.object({
    types: z.array(z.string()).describe('proxmox, kubernetes, openstack, …'),
  }),
  apply: (cluster, { types }) => includes(types, cluster.provider),
  toQuery:
    ({ types }) =>
    (cluster: InfraClusterResource) =>
      includes(types, cluster.provider),
});

const isCluster = createPermissionRule({
  name: 'IS_CLUSTER',
  description: 'Clusters of the given names',
  resourceRef: infraClusterPermissionResourceRef,
  paramsSchema: z.object({
    names: z.array(z.string()).describe('Names as configured'),
  }),
  apply: (cluster, { names }) => includes(names, cluster.name),
  toQuery:
    ({ names }) =>
    (cluster: InfraClusterResource) =>
      includes(names, cluster.name),
});

const isOwner = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Clusters whose configured owner is one of the given entities',
  resourceRef: infraClusterPermissionResourceRef,
  paramsSchema: z.object({
    owners: z.array(z.string()).describe('Entity references'),
  }),
  apply: (cluster, { owners }) => includes(owners, cluster.owner),
  toQuery:
    ({ owners }) =>
    (cluster: InfraClusterResource) =>
      includes(owners, cluster.owner),
});

/** @public */
export const infraClusterRules = { isProvider, isCluster, isOwner };

/** Conditions for permission policies. @public */
export const {
  conditions: infraClusterConditions,
  createConditionalDecision: createInfraClusterConditionalDecision,
} = createConditionExports({
  resourceRef: infraClusterPermissionResourceRef,
  rules: infraClusterRules,
});
