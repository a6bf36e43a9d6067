import {
  countedClusters,
  sumClusters,
  type ClusterStatus,
  type Usage,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { countedStates, nodeHealths, type CountedState } from './countedStates';
import { hasStaleWorkloads, isStale } from './staleness';

/** How many there are, and how many of them in each state. */
export type StateTotals = { total: number } & Partial<
  Record<CountedState, number>
>;

/** The totals over all clusters for the summary line. */
export interface Summary {
  /** A cluster may count in two states, such as degraded and stale. */
  clusters: StateTotals;
  /** Clusters without a successful read; their nodes and workloads are not counted. */
  unread: number;
  /** Clusters with only their workloads missing. */
  withoutWorkloads: number;
  /** By health as of the last read; `stale` is how many of them are of an older read. */
  nodes: StateTotals;
  workloads: StateTotals;
  cpu: Usage;
  memory: Usage;
  storage: Usage;
}

function add(
  sum: StateTotals,
  counts: Partial<Record<CountedState | 'total', number>>,
) {
  for (const [key, count] of Object.entries(counts)) {
    const state = key as keyof StateTotals;
    sum[state] = (sum[state] ?? 0) + (count ?? 0);
  }
}

/**
 * Adds up clusters. Values that no cluster reports stay absent. What runs on machines of another
 * cluster, or is configured twice, counts once.
 */
export function summarize(clusters: ClusterStatus[]): Summary {
  const states: StateTotals = { total: clusters.length };
  const nodes: StateTotals = { total: 0 };
  const workloads: StateTotals = { total: 0 };
  const { byNodes, byWorkloads } = countedClusters(clusters);
  for (const cluster of clusters) {
    for (const state of countedStates(cluster)) add(states, { [state]: 1 });
  }
  for (const { freshness, totals } of byNodes) {
    add(nodes, { total: totals.nodes.total, ...nodeHealths(totals) });
    if (isStale(freshness)) add(nodes, { stale: totals.nodes.total });
  }
  for (const cluster of byWorkloads) {
    const { totals } = cluster;
    if (totals.workloads) {
      add(workloads, totals.workloads);
      if (hasStaleWorkloads(cluster)) {
        add(workloads, { stale: totals.workloads.total });
      }
    }
  }
  const read = clusters.filter(({ freshness }) => freshness.observedAt);
  const sumOf = (kind: 'cpu' | 'memory' | 'storage') =>
    sumClusters(clusters, kind);
  return {
    clusters: states,
    unread: clusters.length - read.length,
    withoutWorkloads: read.filter(({ totals }) => !totals.workloads).length,
    nodes,
    workloads,
    cpu: sumOf('cpu'),
    memory: sumOf('memory'),
    storage: sumOf('storage'),
  };
}
