import type {
  ClusterStatus,
  NodeStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** How a cluster looks at one moment. */
export interface Observation {
  state: 'well' | 'unwell';
  /** Names what is wrong, so that the same problem is reported once. Empty when healthy. */
  cause: string;
  /** The sentence for people. */
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
      state: 'unwell',
      cause: `error ${error.code}`,
      description: `It cannot be read: ${error.message}${
        error.hint ? `. ${error.hint}` : ''
      }`,
      severity: 'critical',
    };
  }
  const failed = nodes.filter(node => node.health === 'failed');
  const degraded = nodes.filter(node => node.health === 'degraded');
  const unwell = [...failed, ...degraded];
  if (unwell.length > 0) {
    return {
      state: 'unwell',
      cause: `nodes ${unwell
        .map(({ name }) => name)
        .sort()
        .join(' ')}`,
      description: `${unwell.length} of ${
        nodes.length
      } nodes are not well: ${describeNodes(unwell)}`,
      severity: failed.length > 0 ? 'critical' : 'high',
    };
  }
  if (health === 'failed' || health === 'degraded') {
    return {
      state: 'unwell',
      cause: `health ${health}`,
      description: statusReason ?? `It is ${health}`,
      severity: health === 'failed' ? 'critical' : 'high',
    };
  }
  // Stale data without an error does not describe the current state.
  if (freshness.state === 'stale' || health === 'unknown') return undefined;
  return { state: 'well', cause: '', description: '', severity: 'high' };
}
