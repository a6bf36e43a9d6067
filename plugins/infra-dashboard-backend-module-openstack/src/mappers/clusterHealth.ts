import {
  countBy,
  type NodeStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  judgement,
  type Judgement,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { isForbidden, type ClusterParts } from './ClusterParts';
import { message, type Code } from '../messages';

/** Health of a region by its hypervisors. */
export function judgeCluster(
  { hypervisors }: ClusterParts,
  nodes: NodeStatus[],
): Judgement {
  if (!hypervisors.ok) {
    const code = isForbidden(hypervisors) ? 'hosts-hidden' : 'hosts-unreadable';
    return judgement('unknown', message(code));
  }
  if (nodes.length === 0) return judgement('unknown', message('no-hosts'));
  // A host that is closed on purpose is no problem of its region.
  if (
    nodes.every(({ health }) => health === 'healthy' || health === 'stopped')
  ) {
    return judgement('healthy');
  }
  const { offline, online, unknown } = countBy(nodes, node => node.status);
  const counts = {
    down: offline ?? 0,
    disabled: nodes.filter(({ health }) => health === 'stopped').length,
    unknown: unknown ?? 0,
  };
  const present = Object.entries(counts).filter(([, count]) => count > 0);
  const code = ['hosts', ...present.map(([state]) => state)].join('-') as Code;
  const params = { count: nodes.length, ...Object.fromEntries(present) };
  return judgement(online ? 'degraded' : 'failed', message(code, params));
}
