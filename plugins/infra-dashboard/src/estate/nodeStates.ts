import type {
  Health,
  NodeState,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { NODE_STATE_TONES } from './order';

/** Every state of a node, those in trouble first. */
export const NODE_STATES_WORST_FIRST = Object.keys(
  NODE_STATE_TONES,
) as NodeState[];

/** The states that count as one health where platforms are counted together. */
export function nodeStatesOf(health: Health): NodeState[] {
  return NODE_STATES_WORST_FIRST.filter(
    state => NODE_STATE_TONES[state] === health,
  );
}
