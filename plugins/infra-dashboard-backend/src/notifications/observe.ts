import type {
  ClusterStatus,
  NodeStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** The state of a cluster at one moment. */
export interface Observation {
  state: 'healthy' | 'unhealthy';
  /** Names what is wrong, so that the same problem is reported once. Empty when healthy. */
  cause: string;
  /** Shown to users. */
  description: string;
  severity: 'critical' | 'high';
}

/** Nodes that are named; the others are counted. */
const NAMED = 5;

function describeNodes(nodes: NodeStatus[]): string {
  const named = nodes
    .slice(0, NAMED)
    .map(({ name, statusReason }) =>
      statusReason ? `${name} (${statusReason})` : name,
    )
    .join(', ');
  const more = nodes.length - NAMED;
  return more > 0 ? `${named} and ${more} more` : named;
}

/**
 * What to report about a cluster; undefined where nothing is known, which is neither good nor
 * bad. A cluster that cannot be read is one problem, not one for each of its nodes.
 */
export function observe(cluster: ClusterStatus): Observation | undefined {
  const { error, freshness, health, nodes = [], statusReason } = cluster;
  if (freshness.state === 'disabled' || freshness.state === 'pending') {
    return undefined;
  }
  if (error) {
    return {
      state: 'unhealthy',
      cause: `error ${error.code}`,
      description: `It cannot be read: ${error.message}${
        error.hint ? `. ${error.hint}` : ''
      }`,
      severity: 'critical',
    };
  }
  const failed = nodes.filter(node => node.health === 'failed');
  const degraded = nodes.filter(node => node.health === 'degraded');
  const unhealthy = [...failed, ...degraded];
  if (unhealthy.length > 0) {
    return {
      state: 'unhealthy',
      cause: `nodes ${unhealthy
        .map(({ name }) => name)
        .sort()
        .join(' ')}`,
      description: `${unhealthy.length} of ${
        nodes.length
      } nodes are unhealthy: ${describeNodes(unhealthy)}`,
      severity: failed.length > 0 ? 'critical' : 'high',
    };
  }
  if (health === 'failed' || health === 'degraded') {
    return {
      state: 'unhealthy',
      cause: `health ${health}`,
      description: statusReason ?? `It is ${health}`,
      severity: health === 'failed' ? 'critical' : 'high',
    };
  }
  // Stale data without an error does not describe the current state.
  if (freshness.state === 'stale' || health === 'unknown') return undefined;
  return { state: 'healthy', cause: '', description: '', severity: 'high' };
}
