import {
  countBy,
  type Health,
  type NodeStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { isForbidden, type ClusterParts } from './ClusterParts';
import { reason, type Code, type Reason } from '../messages';

/** Health of a region by its hypervisors. */
export function clusterHealth(
  { hypervisors }: ClusterParts,
  nodes: NodeStatus[],
): { health: Health } & Reason {
  if (!hypervisors.ok) {
    const code = isForbidden(hypervisors) ? 'hosts-hidden' : 'hosts-unreadable';
    return { health: 'unknown', ...reason(code) };
  }
  if (nodes.length === 0) return { health: 'unknown', ...reason('no-hosts') };
  // A host that is closed on purpose is no problem of its region.
  if (
    nodes.every(({ health }) => health === 'healthy' || health === 'stopped')
  ) {
    return { health: 'healthy' };
  }
  const { offline, online, unknown } = countBy(nodes, node => node.status);
  const counts = {
    down: offline ?? 0,
    disabled: nodes.filter(({ health }) => health === 'stopped').length,
    unknown: unknown ?? 0,
  };
  const present = Object.entries(counts).filter(([, count]) => count > 0);
  const code = ['hosts', ...present.map(([state]) => state)].join('-') as Code;
  return {
    health: online ? 'degraded' : 'failed',
    ...reason(code, { count: nodes.length, ...Object.fromEntries(present) }),
  };
}
