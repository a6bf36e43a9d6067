import type { Clock } from '../fleet/derive';
import type { ProxmoxCluster } from '../fleet/schema';
import type { Row } from './nodes';
import { isVersion9 } from './version';

/** As Perl's localtime prints it. */
function stamp(ms: number): string {
  const [weekday, day, month, year, time] = new Date(ms)
    .toUTCString()
    .replace(',', '')
    .split(' ');
  return `${weekday} ${month} ${String(Number(day)).padStart(
    2,
  )} ${time} ${year}`;
}

/** `GET /cluster/ha/status/current`: only the quorum where HA is not used. */
export function haRows(cluster: ProxmoxCluster, clock: Clock): Row[] {
  const [first] = cluster.nodes;
  const rows: Row[] = [
    {
      id: 'quorum',
      type: 'quorum',
      node: first?.name ?? '',
      quorate: cluster.quorate ? 1 : 0,
      status: cluster.quorate ? 'OK' : 'No quorum on node!',
    },
  ];
  const managed = cluster.workloads.filter(({ hastate }) => hastate);
  if (managed.length === 0 || !first) return rows;
  const seconds = Math.floor(clock.now / 1000);
  const isNew = isVersion9(cluster);
  rows.push({
    id: 'master',
    type: 'master',
    node: first.name,
    status: `${first.name} (active, ${stamp(clock.now)})`,
    timestamp: seconds,
  });
  if (isNew) {
    rows.push({
      id: 'fencing',
      type: 'fencing',
      node: first.name,
      status: 'armed (CRM watchdog active)',
      'armed-state': 'armed',
    });
  }
  const alive = isNew ? 'idle, watchdog standby' : 'active';
  for (const node of cluster.nodes) {
    const isGone = node.state === 'offline';
    const at = isGone ? seconds - node.downSeconds : seconds;
    const word = isGone ? 'old timestamp - dead?' : alive;
    rows.push({
      id: `lrm:${node.name}`,
      type: 'lrm',
      node: node.name,
      status: `${node.name} (${word}, ${stamp(at * 1000)})`,
      timestamp: at,
    });
  }
  for (const { kind, vmid, node = '', hastate = '' } of managed) {
    const sid = `${kind === 'lxc' ? 'ct' : 'vm'}:${vmid}`;
    rows.push({
      id: `service:${sid}`,
      type: 'service',
      sid,
      node,
      state: hastate,
      crm_state: hastate,
      request_state: 'started',
      max_relocate: 1,
      max_restart: 1,
      status: `${sid} (${node}, ${hastate})`,
      ...(isNew && { failback: 1 }),
    });
  }
  return rows;
}
