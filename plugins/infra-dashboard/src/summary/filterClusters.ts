import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { urgency } from './attention';
import { countedStates } from './countedStates';

/** The filters of the overview, as stored in its URL. */
export interface ClusterFilters {
  /** Platforms; none is all. */
  providers: string[];
  /** One health or other state that clusters are counted by, `attention`, or empty for all. */
  health: string;
  /** Words that a cluster must hold, in any order. */
  text: string;
}

function textOf(cluster: ClusterStatus): string {
  const { displayName, error, metadata, name, provider, version } = cluster;
  return [
    name,
    displayName,
    provider,
    version,
    cluster.statusReason,
    error?.code,
    error?.message,
    ...Object.values(metadata ?? {}),
  ]
    .join('\n')
    .toLocaleLowerCase();
}

/** Whether a text holds every word of a query, in any order and case. */
export function matchesWords(text: string, query: string): boolean {
  const lowered = text.toLocaleLowerCase();
  return query
    .toLocaleLowerCase()
    .split(/\s+/)
    .every(word => lowered.includes(word));
}

/** The clusters that pass all filters, in their order. */
export function filterClusters(
  clusters: ClusterStatus[],
  filters: ClusterFilters,
): ClusterStatus[] {
  const { health, providers, text } = filters;
  return clusters.filter(cluster => {
    if (providers.length > 0 && !providers.includes(cluster.provider)) {
      return false;
    }
    if (health === 'attention' && urgency(cluster) === 0) return false;
    if (
      health &&
      health !== 'attention' &&
      !countedStates(cluster).some(state => state === health)
    ) {
      return false;
    }
    return matchesWords(textOf(cluster), text);
  });
}
