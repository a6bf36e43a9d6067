import type {
  ClusterStatus,
  ProviderStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { problemsOf } from './problems';

/** How urgent a cluster is: 0 is calm, more is worse. */
export function urgency(cluster: ClusterStatus): number {
  return problemsOf(cluster)[0]?.urgency ?? 0;
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
