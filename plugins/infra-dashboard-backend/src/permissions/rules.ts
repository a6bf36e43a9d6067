import {
  createConditionExports,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { includes } from './includes';
import {
  infraClusterPermissionResourceRef,
  type InfraClusterResource,
} from './resource';

const isProvider = createPermissionRule({
  name: 'IS_PROVIDER',
  description: 'Clusters of the given platform types',
  resourceRef: infraClusterPermissionResourceRef,
  paramsSchema: z.object({
    types: z
      .array(z.string())
      .describe('Types of platforms, as in the configuration'),
  }),
  apply: (cluster, { types }) => includes(types, cluster.provider),
  toQuery:
    ({ types }) =>
    (cluster: InfraClusterResource) =>
      includes(types, cluster.provider),
});

/**
 * By the cluster or its provider: a cloud that gets a second region gets another cluster, which
 * must not be outside of a rule on the cloud.
 */
function isNamed(cluster: InfraClusterResource, names: string[]): boolean {
  return includes(names, cluster.name) || includes(names, cluster.providerName);
}

const isCluster = createPermissionRule({
  name: 'IS_CLUSTER',
  description: 'Clusters of the given names, or of providers of these names',
  resourceRef: infraClusterPermissionResourceRef,
  paramsSchema: z.object({
    names: z
      .array(z.string())
      .describe('Names of clusters, or of providers as configured'),
  }),
  apply: (cluster, { names }) => isNamed(cluster, names),
  toQuery:
    ({ names }) =>
    (cluster: InfraClusterResource) =>
      isNamed(cluster, names),
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

function isLabelled(
  { labels }: InfraClusterResource,
  { label, value }: { label: string; value?: string },
): boolean {
  // Only own keys: a label named `constructor` must not be found on every object.
  if (!labels || !Object.hasOwn(labels, label)) return false;
  return value === undefined || labels[label] === value;
}

const hasLabel = createPermissionRule({
  name: 'HAS_LABEL',
  description: 'Clusters whose provider is configured with the given label',
  resourceRef: infraClusterPermissionResourceRef,
  paramsSchema: z.object({
    label: z.string().describe('Name of the label'),
    value: z.string().optional().describe('Its value; absent: any value'),
  }),
  apply: isLabelled,
  toQuery: params => (cluster: InfraClusterResource) =>
    isLabelled(cluster, params),
});

/** @public */
export const infraClusterRules = { isProvider, isCluster, isOwner, hasLabel };

const conditionExports = createConditionExports({
  resourceRef: infraClusterPermissionResourceRef,
  rules: infraClusterRules,
});

/** Conditions on clusters, by the names of the rules, for permission policies. @public */
export const infraClusterConditions = conditionExports.conditions;

/** The decision of a permission policy that allows where conditions hold. @public */
export const createInfraClusterConditionalDecision =
  conditionExports.createConditionalDecision;
