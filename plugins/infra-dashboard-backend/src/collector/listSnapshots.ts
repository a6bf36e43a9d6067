import type { ProviderError } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { InfraProvider } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProviderEntry } from '../config';
import type { ClusterSnapshot } from './types';

interface ListOptions {
  entry: ProviderEntry;
  provider: InfraProvider;
  /** Why the clusters were never read. */
  error?: ProviderError;
}

function clusterNamesOf({ entry, provider }: ListOptions): readonly string[] {
  try {
    const { clusterNames } = provider;
    if (clusterNames) return clusterNames;
  } catch {
    // A defect of this provider must not break the list of all clusters.
  }
  return [entry.name];
}

/**
 * The snapshots in the order of the configuration where it names the clusters, the others by name
 * after them; where there are none yet, an empty one for each cluster.
 */
export function listSnapshots(
  list: ClusterSnapshot[],
  options: ListOptions,
): ClusterSnapshot[] {
  const names = clusterNamesOf(options);
  if (list.length > 0) {
    const rankOf = ({ name }: ClusterSnapshot) =>
      names.includes(name) ? names.indexOf(name) : names.length;
    return list.sort(
      (a, b) => rankOf(a) - rankOf(b) || a.name.localeCompare(b.name, 'en'),
    );
  }
  const { error } = options;
  return names.map(name => ({
    name,
    topology: { ...(error && { error }) },
    workloads: {},
  }));
}
