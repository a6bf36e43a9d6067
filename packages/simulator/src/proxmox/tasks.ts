import type { Clock } from '../fleet/derive';
import type { ProxmoxCluster } from '../fleet/schema';
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
    .filter(({ node = '', template }) => online.has(node) && !template)
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
