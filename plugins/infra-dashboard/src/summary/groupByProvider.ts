import type {
  ClusterStatus,
  ProviderType,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** The clusters of one platform. @public */
export interface ProviderGroup {
  provider: ProviderType;
  clusters: ClusterStatus[];
}

/** Platforms in the order of their first cluster, which is that of the configuration. */
export function groupByProvider(clusters: ClusterStatus[]): ProviderGroup[] {
  const groups = new Map<string, ClusterStatus[]>();
  for (const cluster of clusters) {
    const group = groups.get(cluster.provider);
    if (group) group.push(cluster);
    else groups.set(cluster.provider, [cluster]);
  }
  return [...groups].map(([provider, members]) => ({
    provider,
    clusters: members,
  }));
}
