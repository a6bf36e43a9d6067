import type { Clock } from '../fleet/derive';
import type { ProxmoxCluster } from '../fleet/schema';
import type { SimulatedResponse } from '../server/protocol';
import { failure, ok } from './responses';
import { guestResources, poolResources } from './guests';
import { nodeResources, type Row } from './nodes';
import type { Rights } from './rights';
import { storageResources } from './storages';
import { isVersion9 } from './version';

function networkResources(cluster: ProxmoxCluster): Row[] {
  return cluster.nodes.map(
    ({ name }): Row =>
      isVersion9(cluster)
        ? {
            id: `network/${name}/zone/localnetwork`,
            type: 'network',
            'network-type': 'zone',
            network: 'localnetwork',
            node: name,
            status: 'ok',
          }
        : {
            id: `sdn/${name}/localnetwork`,
            type: 'sdn',
            sdn: 'localnetwork',
            node: name,
            status: 'ok',
          },
  );
}

/** Types that the parameter `type` knows, and the rows that it then gives. */
export const RESOURCE_TYPES: Record<string, string[]> = {
  vm: ['qemu', 'lxc'],
  storage: ['storage'],
  node: ['node'],
  sdn: ['sdn'],
};

/** `GET /cluster/resources`; without permissions only bare nodes, and no error. */
export function resources(
  cluster: ProxmoxCluster,
  options: { rights: Rights; type?: string; clock: Clock },
): Row[] {
  const { rights, type, clock } = options;
  const mayAudit = rights === 'all';
  const wanted = type ? RESOURCE_TYPES[type] : undefined;
  const wants = (...types: string[]) =>
    !wanted || types.some(one => wanted.includes(one));
  const rows = [
    ...(wants('node') ? nodeResources(cluster, { clock, mayAudit }) : []),
    ...(mayAudit && wants('qemu', 'lxc') ? guestResources(cluster, clock) : []),
    ...(mayAudit && wants('storage') ? storageResources(cluster) : []),
    ...(mayAudit && wants('pool') ? poolResources(cluster, clock) : []),
    ...(mayAudit && wants('sdn') ? networkResources(cluster) : []),
  ];
  return wanted ? rows.filter(row => wanted.includes(String(row.type))) : rows;
}

/** `GET /cluster/status`; a standalone node has no row of type cluster. */
export function statusRows(cluster: ProxmoxCluster): Row[] {
  const nodes = cluster.nodes.map(({ name, state }, index) => ({
    id: `node/${name}`,
    type: 'node',
    name,
    ip: `10.99.7.${index + 1}`,
    nodeid: cluster.standalone ? 0 : index + 1,
    online: state === 'offline' ? 0 : 1,
    local: index === 0 ? 1 : 0,
    level: '',
  }));
  if (cluster.standalone) return nodes;
  return [
    {
      id: 'cluster',
      type: 'cluster',
      name: cluster.name,
      nodes: nodes.length,
      quorate: cluster.quorate ? 1 : 0,
      version: nodes.length,
    },
    ...nodes,
  ];
}

/** `GET /cluster/ceph/status`: only health and capacity. */
export function cephStatus(cluster: ProxmoxCluster): SimulatedResponse {
  if (!cluster.ceph) {
    return failure(500, 'binary not installed: /usr/bin/ceph-mon');
  }
  const { health, total, used } = cluster.ceph;
  const warning = {
    severity: health,
    summary: { message: '1 osds down', count: 1 },
    muted: false,
  };
  const count = cluster.nodes.length;
  const up = cluster.nodes.filter(({ state }) => state === 'online').length;
  return ok({
    fsid: '2f4f7a3e-8d4b-4b3b-9d22-5f6f8e6c0100',
    health: {
      status: health,
      checks: health === 'HEALTH_OK' ? {} : { OSD_DOWN: warning },
      mutes: [],
    },
    quorum_names: cluster.nodes.slice(0, 3).map(({ name }) => name),
    monmap: { num_mons: Math.min(3, count) },
    osdmap: {
      num_osds: count * 4,
      num_up_osds: up * 4,
      num_in_osds: count * 4,
    },
    pgmap: {
      num_pgs: 128,
      bytes_total: Math.round(total),
      bytes_used: Math.round(used),
      bytes_avail: Math.round(total - used),
      data_bytes: Math.round(used / 3),
    },
  });
}

/** `GET /nodes/{node}/ceph/pools`: similar to `GET /cluster/ceph/df`. */
export function cephPools({ ceph }: ProxmoxCluster): SimulatedResponse {
  if (!ceph) return failure(500, 'binary not installed: /usr/bin/ceph-mon');
  return ok([
    {
      pool: 1,
      pool_name: 'vm',
      size: 3,
      min_size: 2,
      pg_num: 128,
      bytes_used: Math.round(ceph.used),
      percent_used: ceph.used / ceph.total,
      type: 'replicated',
    },
  ]);
}
