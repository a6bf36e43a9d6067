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
 * The snapshots in the order of the configuration where it names the clusters; where there are
 * none yet, an empty one for each cluster.
 */
export function listSnapshots(
  list: ClusterSnapshot[],
  options: ListOptions,
): ClusterSnapshot[] {
  const names = clusterNamesOf(options);
  if (list.length > 0) {
    return list.sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
  }
  const { error } = options;
  return names.map(name => ({
    name,
    topology: { ...(error && { error }) },
    workloads: {},
  }));
}
