import type {
  ClusterStatus,
  NodeStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useCallback, useMemo } from 'react';
import { COUNTED_WORST_FIRST, isStale, type CountedState } from '../../summary';
import { useUrlState } from '../../hooks';

/** The filter values of a node: its health, and stale if its cluster is stale. */
export function nodeStatesOf(
  node: NodeStatus,
  { freshness }: ClusterStatus,
): CountedState[] {
  return isStale(freshness) ? [node.health, 'stale'] : [node.health];
}

/** The healths of nodes that a list shows: `?status=failed&status=unknown`; none is all. */
export function useNodeHealths() {
  const url = useUrlState();
  const chosen = url.getAll('status').join(' ');
  const healths = useMemo<CountedState[]>(
    () => COUNTED_WORST_FIRST.filter(one => chosen.split(' ').includes(one)),
    [chosen],
  );
  const passes = useCallback(
    (node: NodeStatus, cluster: ClusterStatus) =>
      healths.length === 0 ||
      nodeStatesOf(node, cluster).some(state => healths.includes(state)),
    [healths],
  );
  return {
    healths,
    setHealths: (value: string[]) => url.set('status', value),
    passes,
  };
}
