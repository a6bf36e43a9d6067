import type {
  ClusterStatus,
  ProviderStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** How urgent a cluster is: 0 is calm, more is worse. */
export function urgency(cluster: ClusterStatus): number {
  const { error, freshness, health, workloadsError } = cluster;
  if (freshness.state === 'disabled') return 0;
  if (error && health === 'unknown') return 5;
  if (health === 'failed') return 4;
  if (error) return 3;
  if (health === 'degraded') return 2;
  return workloadsError || freshness.state === 'stale' ? 1 : 0;
}

/** The clusters that someone has to look at, the worst first. */
export function needsAttention(clusters: ClusterStatus[]): ClusterStatus[] {
  return clusters
    .filter(cluster => urgency(cluster) > 0)
    .sort((a, b) => urgency(b) - urgency(a) || a.name.localeCompare(b.name));
}

/** Providers that bring no cluster, since their configuration is wrong or switched off. */
export function withoutCluster(
  providers: ProviderStatus[],
  clusters: ClusterStatus[],
): ProviderStatus[] {
  const names = new Set(clusters.map(({ name }) => name));
  return providers.filter(
    ({ name, state }) =>
      !names.has(name) && (state === 'misconfigured' || state === 'disabled'),
  );
}
