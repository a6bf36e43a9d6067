import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import { includes } from './includes';
import type {
  InfraWorkloadFilter,
  InfraWorkloadResource,
  WorkloadCriteria,
} from './workloadResource';

/** What of a cluster decides on all of its workloads. */
type ClusterFields = Pick<
  InfraWorkloadResource,
  'cluster' | 'provider' | 'providerName'
>;

/** Whether a filter on clusters takes one. Names are also those of providers. */
export function matchCluster(
  cluster: ClusterFields,
  filter: { field: 'cluster' | 'provider'; values: string[] },
): boolean {
  const { field, values } = filter;
  return field === 'provider'
    ? includes(values, cluster.provider)
    : includes(values, cluster.cluster) ||
        includes(values, cluster.providerName);
}

/** Whether a workload passes the filter of one rule. */
export function matchWorkload(
  workload: InfraWorkloadResource,
  filter: InfraWorkloadFilter,
): boolean {
  switch (filter.field) {
    case 'cluster':
    case 'provider':
      return matchCluster(workload, { ...filter, field: filter.field });
    case 'tag':
      return filter.values.some(one => workload.tags?.includes(one));
    case 'label': {
      const { label, value } = filter;
      const { labels = {} } = workload;
      // Only own keys: a label named `constructor` must not be found on every object.
      if (!Object.hasOwn(labels, label)) return false;
      return value === undefined || labels[label] === value;
    }
    default: {
      const value = workload[filter.field];
      return value !== undefined && filter.values.includes(value);
    }
  }
}

/** Whether a caller may see a workload of a cluster that they may see. */
export function allowsWorkload(
  criteria: WorkloadCriteria,
  workload: InfraWorkloadResource,
): boolean {
  if (typeof criteria === 'boolean') return criteria;
  if (isAndCriteria(criteria)) {
    return criteria.allOf.every(one => allowsWorkload(one, workload));
  }
  if (isOrCriteria(criteria)) {
    return criteria.anyOf.some(one => allowsWorkload(one, workload));
  }
  if (isNotCriteria(criteria)) return !allowsWorkload(criteria.not, workload);
  return matchWorkload(workload, criteria);
}
