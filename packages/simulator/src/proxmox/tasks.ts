import type { Clock } from '../fleet/derive';
import type { Guest, ProxmoxCluster, ProxmoxNode } from '../fleet/schema';
import type { Row } from './nodes';

const hex = (value: number) =>
  value.toString(16).toUpperCase().padStart(8, '0');

const MINUTE = 60;

/**
 * `GET /cluster/tasks`: the nightly backup of each guest, which is still running where the
 * guest is locked for it.
 */
export function taskRows(cluster: ProxmoxCluster, clock: Clock): Row[] {
  const online = new Set(
    cluster.nodes
      .filter(({ state }) => state === 'online')
      .map(({ name }) => name),
  );
  const now = Math.floor(clock.now / 1000);
  const night = now - (now % 86_400);
  return cluster.workloads
    .filter(
      ({ backup, node = '', template }) =>
        online.has(node) && backup && !template,
    )
    .slice(0, 25)
    .map(({ vmid, node = '', lock }, index) => {
      const starttime = lock ? now - 5 * MINUTE : night + index * MINUTE;
      const upid = `UPID:${node}:${hex(vmid)}:${hex(vmid * 97)}:${hex(
        starttime,
      )}:vzdump:${vmid}:root@pam:`;
      return {
        upid,
        node,
        type: 'vzdump',
        id: String(vmid),
        user: 'root@pam',
        starttime,
        ...(!lock && {
          saved: '1',
          endtime: starttime + 40,
          status: 'OK',
        }),
      };
    });
}

function taskOf(
  { vmid, node = '' }: Guest,
  task: { type: string; starttime: number; status: string },
): Row {
  const { starttime, status, type } = task;
  const pid = 1_000 + vmid;
  const pstart = vmid * 97;
  return {
    upid: `UPID:${node}:${hex(pid)}:${hex(pstart)}:${hex(
      starttime,
    )}:${type}:${vmid}:root@pam:`,
    ...{ node, pid, pstart, type, starttime },
    id: String(vmid),
    user: 'root@pam',
    endtime: starttime + 3,
    status,
  };
}

/** What happened to a guest before its backups: it was started or stopped. */
function earlierTasks(guest: Guest, now: number): Row[] {
  const prefix = guest.kind === 'lxc' ? 'vz' : 'qm';
  const starttime = now - 5 * 86_400;
  if (guest.template) return [];
  return guest.status === 'stopped'
    ? [
        taskOf(guest, {
          ...{ type: `${prefix}shutdown`, starttime },
          status: 'VM quit/powerdown failed - got timeout',
        }),
        taskOf(guest, {
          ...{ type: `${prefix}stop`, starttime: starttime + 90 },
          status: 'OK',
        }),
      ]
    : [taskOf(guest, { type: `${prefix}start`, starttime, status: 'OK' })];
}

/** `GET /nodes/{node}/tasks`, the latest first; `vmid`, `typefilter` and `limit` narrow it down. */
export function nodeTasks(
  cluster: ProxmoxCluster,
  options: { node: ProxmoxNode; clock: Clock; query: URLSearchParams },
): Row[] {
  const { clock, node, query } = options;
  const now = Math.floor(clock.now / 1000);
  const guests = cluster.workloads.filter(guest => guest.node === node.name);
  const rows = [
    ...taskRows({ ...cluster, workloads: guests }, clock).map(
      ({ saved: _, ...row }): Row => ({
        ...row,
        pid: 1_000 + Number(row.id),
        pstart: Number(row.id) * 97,
      }),
    ),
    ...guests.flatMap(guest => earlierTasks(guest, now)),
  ];
  const type = query.get('typefilter');
  const vmid = query.get('vmid');
  return rows
    .filter(({ id }) => vmid === null || id === vmid)
    .filter(row => type === null || row.type === type)
    .sort((a, b) => Number(b.starttime) - Number(a.starttime))
    .slice(0, Number(query.get('limit') ?? 50));
}

/** `GET /cluster/backup`: one nightly job for all guests but some. */
export function backupJobs({ workloads }: ProxmoxCluster): Row[] {
  const excluded = workloads.filter(({ backup }) => !backup);
  return [
    {
      ...{ id: 'backup-nightly', type: 'vzdump', schedule: '00:00' },
      ...{ enabled: 1, mode: 'snapshot', storage: 'local' },
      all: 1,
      ...(excluded.length > 0 && {
        exclude: excluded.map(({ vmid }) => vmid).join(','),
      }),
    },
  ];
}
