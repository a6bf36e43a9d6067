import type { NodeState } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useMemo } from 'react';
import { NODE_STATES_WORST_FIRST } from '../../estate';
import { useUrlState } from '../../hooks';

/** The states of nodes that a list shows: `?status=offline&status=not-ready`; none is all. */
export function useNodeStates() {
  const url = useUrlState();
  const chosen = url.getAll('status').join(' ');
  const states = useMemo<NodeState[]>(
    () =>
      NODE_STATES_WORST_FIRST.filter(one => chosen.split(' ').includes(one)),
    [chosen],
  );
  return {
    states,
    setStates: (value: string[]) => url.set('status', value),
  };
}
