import type {
  ClusterStatus,
  Freshness,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** How old the data of a cluster is; a single node has the same fields. */
export type ReadState = Partial<
  Pick<
    ClusterStatus,
    'error' | 'freshness' | 'workloadsError' | 'workloadsFreshness'
  >
>;

/** Whether there is data, and it is older than it should be. */
export function isStale(freshness: Freshness | undefined): boolean {
  return freshness?.state === 'stale' && freshness.observedAt !== undefined;
}

/** Whether the workloads are shown as of an older read. */
export function hasStaleWorkloads(of: ReadState): boolean {
  return isStale(of.workloadsFreshness ?? of.freshness);
}
