import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useProviderLabel } from '../ProviderBadge';
import { passesList } from './passesList';

type Choice = [value: string, text: string];

/** The platforms of clusters, and the clusters that pass the filter of platforms, to pick from. */
export function useClusterChoices(
  clusters: ClusterStatus[],
  provider: string,
): { providers: Choice[]; names: Choice[] } {
  const providerLabel = useProviderLabel();
  const providers = [...new Set(clusters.map(one => one.provider))];
  const names = clusters
    .filter(one => passesList(provider, one.provider))
    .map(({ name }) => name)
    .sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
  return {
    providers: providers.map(one => [one, providerLabel(one)]),
    names: names.map(one => [one, one]),
  };
}
