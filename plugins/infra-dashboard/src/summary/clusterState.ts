import type {
  ClusterStatus,
  Health,
  ProviderErrorCode,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/**
 * What a badge shows for a cluster: its health; and where that is not known, why not: it is
 * switched off, was never read, cannot be read, or has old data only.
 */
export type ClusterState =
  | Health
  | 'pending'
  | 'disabled'
  | 'stale'
  | ProviderErrorCode;

/**
 * The main state of a cluster. The last known health is shown as long as the backend returns
 * it, so that an earlier problem stays visible.
 */
export function clusterState(cluster: ClusterStatus): ClusterState {
  const { error, freshness, health, lastKnownHealth } = cluster;
  if (freshness.state === 'disabled') return 'disabled';
  if (health === 'unknown') {
    if (lastKnownHealth === 'failed' || lastKnownHealth === 'degraded') {
      return lastKnownHealth;
    }
    if (error) return error.code;
  }
  if (freshness.state === 'pending') return 'pending';
  return health;
}

/** The health that provides the icon and color of a state. */
export function toneOf(state: ClusterState): Health {
  switch (state) {
    case 'healthy':
    case 'stopped':
    case 'transitional':
    case 'unknown':
    case 'degraded':
    case 'failed':
      return state;
    case 'pending':
      return 'transitional';
    case 'disabled':
      return 'stopped';
    case 'stale':
      return 'degraded';
    default:
      return 'failed';
  }
}
