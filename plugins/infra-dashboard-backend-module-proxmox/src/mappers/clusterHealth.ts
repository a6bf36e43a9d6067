import {
  worstHealth,
  type NodeStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  judgement,
  reasonOf,
  type Judgement,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { message } from '../messages';
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

const CEPH_ERROR = 'HEALTH_ERR';

/** Ceph by its own words: an error means that data cannot be reached. */
function judgeCeph(ceph: CephStatus | undefined): Judgement {
  const { status, checks = {} } = ceph?.health ?? {};
  if (!status || status === 'HEALTH_OK') return judgement('healthy');
  const isError = ({ severity }: { severity?: string }) =>
    severity === CEPH_ERROR;
  // Muted on purpose: Ceph does not count it either.
  const active = Object.entries(checks).filter(([, { muted }]) => !muted);
  const names = active
    .sort(([a, x], [b, y]) => +isError(y) - +isError(x) || (a < b ? -1 : 1))
    .map(([name]) => name)
    .slice(0, MAX_CHECKS)
    .join(', ');
  return judgement(
    status === CEPH_ERROR ? 'failed' : 'degraded',
    names
      ? message('ceph-checks', { status, checks: names })
      : message('ceph-status', { status }),
  );
}

function judgeNodes(nodes: NodeStatus[]): Judgement {
  if (nodes.length === 0) {
    return judgement('unknown', message('no-node-listed'));
  }
  if (nodes.every(({ status }) => status !== 'online')) {
    return judgement(
      nodes.some(({ health }) => health === 'failed') ? 'failed' : 'unknown',
      message('no-node-online'),
    );
  }
  // A node that is closed on purpose is no problem of its cluster.
  const unhealthy = nodes.filter(
    ({ health }) => health !== 'healthy' && health !== 'stopped',
  );
  if (unhealthy.length === 0) return judgement('healthy');
  return judgement(
    'degraded',
    message('nodes-unhealthy', {
      count: unhealthy.length,
      total: nodes.length,
      nodes: unhealthy.map(describe).join(', '),
    }),
  );
}

/** The worse of two, with both reasons where both are problems. */
function joinJudgements(a: Judgement, b: Judgement): Judgement {
  const health = worstHealth([a.health, b.health]);
  const [worse, other] = health === a.health ? [a, b] : [b, a];
  const first = reasonOf(worse);
  const second = reasonOf(other);
  return first && second
    ? judgement(health, message('two-reasons', { first, second }))
    : worse;
}

/** Health of a cluster by its quorum, its nodes and its Ceph; the worst of them counts. */
export function judgeCluster(
  nodes: NodeStatus[],
  options: { quorate?: boolean; ceph?: CephStatus },
): Judgement {
  // Without quorum a partition does not see the nodes of the others.
  const ofMembers =
    options.quorate === false
      ? judgement('degraded', message('quorum-lost'))
      : judgeNodes(nodes);
  return joinJudgements(ofMembers, judgeCeph(options.ceph));
}
