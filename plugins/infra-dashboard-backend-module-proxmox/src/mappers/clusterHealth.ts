import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { judgement, message, type Judgement } from '../messages';
import type { CephStatus } from '../schemas';

const MAX_CHECKS = 5;

/** Name and state in words of Proxmox VE, such as `pve3 (offline, fence)`. */
function describe({ name, status, metadata }: NodeStatus): string {
  const hastate = metadata?.hastate;
  const words = [
    ...(status === 'online' ? [] : [status]),
    ...(hastate === 'maintenance' || hastate === 'fence' ? [hastate] : []),
  ];
  return `${name} (${words.join(', ')})`;
}

/** Health of a cluster by its quorum, its nodes and its Ceph. */
export function judgeCluster(
  nodes: NodeStatus[],
  options: { quorate?: boolean; ceph?: CephStatus },
): Judgement {
  if (options.quorate === false) {
    return judgement('degraded', message('quorum-lost'));
  }
  if (nodes.length === 0) {
    return judgement('unknown', message('no-node-listed'));
  }
  if (nodes.every(({ status }) => status !== 'online')) {
    return judgement(
      nodes.some(({ health }) => health === 'failed') ? 'failed' : 'unknown',
      message('no-node-online'),
    );
  }
  const unhealthy = nodes.filter(({ health }) => health !== 'healthy');
  if (unhealthy.length > 0) {
    return judgement(
      'degraded',
      message('nodes-unhealthy', {
        count: unhealthy.length,
        total: nodes.length,
        nodes: unhealthy.map(describe).join(', '),
      }),
    );
  }
  const { status, checks = {} } = options.ceph?.health ?? {};
  if (!status || status === 'HEALTH_OK') return judgement('healthy');
  const names = Object.keys(checks).sort().slice(0, MAX_CHECKS).join(', ');
  return judgement(
    'degraded',
    names
      ? message('ceph-checks', { status, checks: names })
      : message('ceph-status', { status }),
  );
}
