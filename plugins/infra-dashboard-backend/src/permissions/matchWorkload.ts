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

/** What is different for each of them. */
type WorkloadFields = Omit<InfraWorkloadResource, keyof ClusterFields>;

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

type Passes = (workload: WorkloadFields) => boolean;

function compileFilter(
  filter: InfraWorkloadFilter,
  cluster: ClusterFields,
): Passes {
  switch (filter.field) {
    case 'cluster':
    case 'provider': {
      const { field, values } = filter;
      const isTaken = matchCluster(cluster, { field, values });
      return () => isTaken;
    }
    case 'tag': {
      const wanted = new Set(filter.values);
      return ({ tags = [] }) => tags.some(tag => wanted.has(tag));
    }
    case 'label': {
      const { label, value } = filter;
      return ({ labels }) => {
        // Only own keys: a label named `constructor` must not be found on every object.
        if (!labels || !Object.hasOwn(labels, label)) return false;
        return value === undefined || labels[label] === value;
      };
    }
    default: {
      const { field } = filter;
      const wanted = new Set<string | undefined>(filter.values);
      return workload => wanted.has(workload[field]);
    }
  }
}

/** Decides on many workloads of one cluster, whose own part in it is decided once. */
export function compileCriteria(
  criteria: WorkloadCriteria,
  cluster: ClusterFields,
): Passes {
  if (typeof criteria === 'boolean') return () => criteria;
  if (isAndCriteria(criteria)) {
    const parts = criteria.allOf.map(one => compileCriteria(one, cluster));
    return workload => parts.every(passes => passes(workload));
  }
  if (isOrCriteria(criteria)) {
    const parts = criteria.anyOf.map(one => compileCriteria(one, cluster));
    return workload => parts.some(passes => passes(workload));
  }
  if (isNotCriteria(criteria)) {
    const passes = compileCriteria(criteria.not, cluster);
    return workload => !passes(workload);
  }
  return compileFilter(criteria, cluster);
}

/** Whether a caller may see a workload of a cluster that they may see. */
export function allowsWorkload(
  criteria: WorkloadCriteria,
  workload: InfraWorkloadResource,
): boolean {
  return compileCriteria(criteria, workload)(workload);
}
