import { useRouteRef } from '@backstage/core-plugin-api';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useSearchParams } from 'react-router-dom';
import { hasStaleWorkloads } from '../../summary';
import { useListPaths } from '../../hooks';
import { rootRouteRef } from '../../routes';
import type { CountLinks } from '../OverviewSummary';
import type { useClusterFilters } from '../FilterBar';

function namesOf(clusters: ClusterStatus[]): string {
  return clusters.map(({ name }) => name).join(',');
}

/**
 * Where the counts of the overview lead: to the list of what they count, below the same
 * filters. Clusters and nodes are listed by the overview itself.
 */
export function useCountLinks(options: {
  /** The clusters that pass the filters. */
  shown: ClusterStatus[];
  state: ReturnType<typeof useClusterFilters>;
}): CountLinks & {
  provider(provider: string): string;
  /** What of the overview's filters applies to lists of workloads. */
  filter: { provider?: string; cluster?: string };
} {
  const { shown, state } = options;
  const { filters, isFiltered, view } = state;
  const [parameters] = useSearchParams();
  const rootRoute = useRouteRef(rootRouteRef);
  const lists = useListPaths();

  function overview(change: Record<string, string[]>): string {
    const search = new URLSearchParams(parameters);
    for (const [name, values] of Object.entries(change)) {
      search.delete(name);
      for (const value of values) search.append(name, value);
    }
    return search.size > 0 ? `${rootRoute()}?${search}` : rootRoute();
  }
  // The heat map shows nodes, and its filter does not narrow clusters.
  const ofClusters = {
    status: [],
    ...(view === 'heat-map' && { view: [] }),
  };
  function workloadFilter(): { provider?: string; cluster?: string } {
    if (!isFiltered) return {};
    if (!filters.health && !filters.text) {
      return { provider: filters.providers.join(',') };
    }
    return { cluster: namesOf(shown) };
  }
  return {
    clusters: health =>
      overview({
        ...ofClusters,
        // The list of what needs attention cannot be narrowed by health as well.
        ...(health && filters.health !== 'attention' && { health: [health] }),
      }),
    filter: workloadFilter(),
    unowned: () => lists.workloads({ ...workloadFilter(), owner: 'none' }),
    provider: provider => overview({ ...ofClusters, provider: [provider] }),
    nodes: health =>
      overview({
        view: ['heat-map'],
        status: health ? [health] : [],
      }),
    workloads: health =>
      lists.workloads(
        health === 'stale'
          ? { cluster: namesOf(shown.filter(hasStaleWorkloads)) }
          : { ...workloadFilter(), health },
      ),
  };
}
