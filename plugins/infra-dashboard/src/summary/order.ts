import type {
  Health,
  NodeState,
  NodeStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** Healths from worst to best, as counts are shown and tables are sorted. */
export const HEALTHS_WORST_FIRST: Health[] = [
  'failed',
  'degraded',
  'unknown',
  'transitional',
  'stopped',
  'healthy',
];

/** States of nodes with the health that provides their icon. */
export const NODE_STATE_TONES: Record<NodeState, Health> = {
  offline: 'failed',
  'not-ready': 'failed',
  unknown: 'unknown',
  online: 'healthy',
  ready: 'healthy',
};

/** Position for sorting; healths that a newer backend may add come last. */
export function healthRank(health: Health): number {
  const index = HEALTHS_WORST_FIRST.indexOf(health);
  return index < 0 ? HEALTHS_WORST_FIRST.length : index;
}

/** Order of nodes: the worst first, then by name. */
export function compareNodes(
  a: Pick<NodeStatus, 'health' | 'name'>,
  b: Pick<NodeStatus, 'health' | 'name'>,
): number {
  return (
    healthRank(a.health) - healthRank(b.health) ||
    a.name.localeCompare(b.name, undefined, { numeric: true })
  );
}
