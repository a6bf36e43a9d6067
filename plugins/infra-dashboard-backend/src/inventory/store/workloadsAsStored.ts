import type { ClusterSnapshot } from '../../collector/types';
import type { ClusterState } from './ClusterState';

/**
 * The workloads of a cluster as its rows have them, with the error of the last read: a reading is
 * stored later, or not at all where the database is full.
 *
 * @param state - what is stored; absent: nothing
 */
export function workloadsAsStored(
  { workloads }: ClusterSnapshot,
  state: Pick<ClusterState, 'isCurrent' | 'snapshot'> | undefined,
): ClusterSnapshot['workloads'] {
  const { error } = workloads;
  const stored = state?.isCurrent ? state.snapshot?.workloads : undefined;
  if (stored === workloads) return workloads;
  return {
    data: stored?.data,
    observedAt: stored?.observedAt,
    ...(error && { error }),
  };
}
