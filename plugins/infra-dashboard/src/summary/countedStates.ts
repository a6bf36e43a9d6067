import type {
  ClusterStatus,
  ClusterTotals,
  Health,
  NodeState,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { NODE_STATE_TONES } from './order';
import { problemsOf, standingHealth } from './problems';

/** The groups of counts: healths, and reasons why the health is unknown or old. */
export type CountedState =
  | Health
  | 'unavailable'
  | 'stale'
  | 'pending'
  | 'disabled';

/** All of them, from worst to best. */
export const COUNTED_WORST_FIRST: CountedState[] = [
  'failed',
  'unavailable',
  'degraded',
  'unknown',
  'stale',
  'transitional',
  'pending',
  'stopped',
  'disabled',
  'healthy',
];

/**
 * What a cluster counts as. One that is degraded and has old data counts as both; it is
 * healthy only where nothing is wrong, also not with reading it.
 */
export function countedStates(cluster: ClusterStatus): CountedState[] {
  const { freshness, health } = cluster;
  if (freshness.state === 'disabled') return ['disabled'];
  const problems = problemsOf(cluster);
  if (problems.length === 0) {
    return [freshness.state === 'pending' ? 'pending' : health];
  }
  const standing = standingHealth(cluster);
  const states: CountedState[] = [];
  if (standing === 'failed' || standing === 'degraded') states.push(standing);
  if (problems.some(({ kind, tone }) => kind === 'read' && tone === 'failed')) {
    states.push('unavailable');
  } else if (problems.some(({ kind }) => kind !== 'health')) {
    states.push('stale');
  }
  return states;
}

/** Nodes by health; by their state where the backend is too old to count them so. */
export function nodeHealths({
  nodes,
  nodesByHealth,
}: ClusterTotals): Partial<Record<Health, number>> {
  if (nodesByHealth) {
    const { total: _total, ...healths } = nodesByHealth;
    return healths;
  }
  const healths: Partial<Record<Health, number>> = {};
  for (const [state, tone] of Object.entries(NODE_STATE_TONES)) {
    const count = nodes[state as NodeState];
    if (count) healths[tone] = (healths[tone] ?? 0) + count;
  }
  return healths;
}
