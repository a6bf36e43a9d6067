import {
  countedClusters,
  sumClusters,
  type CountsBy,
  type Health,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { EstateSummary } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { ClusterRecord } from '../collector';
import { composeCluster } from './composeCluster';
import { findDuplicates } from './findDuplicates';
import type { Nested } from './NestedNodes';

type Counts = CountsBy<Health>;

function add(sum: Counts, counts: Partial<Counts>): void {
  for (const [key, count = 0] of Object.entries(counts)) {
    const health = key as keyof Counts;
    sum[health] = (sum[health] ?? 0) + count;
  }
}

/** Adds up counts. */
export function sumCounts(all: Iterable<Partial<Counts>>): Counts {
  const sum: Counts = { total: 0 } as Counts;
  for (const counts of all) add(sum, counts);
  return sum;
}

/**
 * Adds up clusters as the caller may see them; what none of them reports is absent. What runs on
 * machines of another one of them, or is configured twice, counts once.
 */
export function summarizeEstate(
  records: readonly ClusterRecord[],
  options: { now: number; nested: Nested },
): EstateSummary {
  const duplicates = findDuplicates(records);
  const clusters = records
    .filter(({ entry }) => entry.enabled)
    .map(record => composeCluster(record, { ...options, duplicates }));
  const { byNodes, byWorkloads } = countedClusters(clusters);
  const workloads = byWorkloads.flatMap(({ totals }) => totals.workloads ?? []);
  const sumOf = (kind: 'cpu' | 'memory' | 'storage') =>
    sumClusters(clusters, kind);
  return {
    clusters: sumCounts(
      clusters.map(({ health }) => ({ total: 1, [health]: 1 })),
    ),
    nodes: sumCounts(
      byNodes.flatMap(({ totals }) => totals.nodesByHealth ?? []),
    ),
    ...(workloads.length > 0 && { workloads: sumCounts(workloads) }),
    cpu: sumOf('cpu'),
    memory: sumOf('memory'),
    storage: sumOf('storage'),
  };
}
