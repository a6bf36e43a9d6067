import {
  createConditionExports,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { allowsWorkload } from './matchWorkload';
import {
  infraWorkloadPermissionResourceRef,
  type InfraWorkloadFilter,
  type InfraWorkloadResource,
} from './workloadResource';

/** A rule as one filter, so that memory and database cannot differ in what it means. */
function by<P>(toFilter: (params: P) => InfraWorkloadFilter) {
  return {
    resourceRef: infraWorkloadPermissionResourceRef,
    apply: (workload: InfraWorkloadResource, params: P) =>
      allowsWorkload(toFilter(params), workload),
    toQuery: toFilter,
  };
}

const isOwner = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Workloads that one of the given entities owns',
  paramsSchema: z.object({
    owners: z.array(z.string()).describe('Entity references'),
  }),
  ...by(({ owners }: { owners: string[] }) => ({
    field: 'owner',
    // As the catalog writes them.
    values: owners.map(owner => owner.toLocaleLowerCase('en-US')),
  })),
});

const isInNamespace = createPermissionRule({
  name: 'IS_IN_NAMESPACE',
  description: 'Workloads in the given namespaces, projects or pools',
  paramsSchema: z.object({
    namespaces: z
      .array(z.string())
      .describe('Names of namespaces, projects or pools'),
  }),
  ...by(({ namespaces }: { namespaces: string[] }) => ({
    field: 'namespace',
    values: namespaces,
  })),
});

const isInCluster = createPermissionRule({
  name: 'IS_IN_CLUSTER',
  description: 'Workloads in clusters of the given names, or of such providers',
  paramsSchema: z.object({
    names: z
      .array(z.string())
      .describe('Names of clusters, or of providers as configured'),
  }),
  ...by(({ names }: { names: string[] }) => ({
    field: 'cluster',
    values: names,
  })),
});

const isProvider = createPermissionRule({
  name: 'IS_PROVIDER',
  description: 'Workloads on the given platforms',
  paramsSchema: z.object({
    types: z
      .array(z.string())
      .describe('Types of platforms, as in the configuration'),
  }),
  ...by(({ types }: { types: string[] }) => ({
    field: 'provider',
    values: types,
  })),
});

const hasLabel = createPermissionRule({
  name: 'HAS_LABEL',
  description: 'Workloads with the given label on their platform',
  paramsSchema: z.object({
    label: z.string().describe('Name of the label'),
    value: z.string().optional().describe('Its value; absent: any value'),
  }),
  ...by((params: { label: string; value?: string }) => ({
    ...params,
    field: 'label',
  })),
});

const hasTag = createPermissionRule({
  name: 'HAS_TAG',
  description: 'Workloads with one of the given tags on their platform',
  paramsSchema: z.object({
    tags: z.array(z.string()).describe('Tags'),
  }),
  ...by(({ tags }: { tags: string[] }) => ({ field: 'tag', values: tags })),
});

/** @public */
export const infraWorkloadRules = {
  ...{ isOwner, isInNamespace, isInCluster, isProvider, hasLabel, hasTag },
};

const conditionExports = createConditionExports({
  resourceRef: infraWorkloadPermissionResourceRef,
  rules: infraWorkloadRules,
});

/** Conditions on workloads, by the names of the rules, for permission policies. @public */
export const infraWorkloadConditions = conditionExports.conditions;

/** The decision of a permission policy that allows where conditions hold. @public */
export const createInfraWorkloadConditionalDecision =
  conditionExports.createConditionalDecision;
