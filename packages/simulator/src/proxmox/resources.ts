import { drift, type Clock } from '../fleet/derive';
import type { ProxmoxCluster } from '../fleet/schema';

type Row = Record<string, string | number>;
type Node = ProxmoxCluster['nodes'][number];
type Guest = ProxmoxCluster['workloads'][number];

const UPTIME = 864_000;

function nodeRow(node: Node, clock: Clock): Row {
  const row: Row = {
    id: `node/${node.name}`,
    type: 'node',
    node: node.name,
    status: node.state,
    'cgroup-mode': 2,
  };
  // Five minutes after a node died PVE has forgotten its numbers (P1).
  if (node.state !== 'online') return row;
  return {
    ...row,
    level: '',
    cpu: drift(node.load, node.name, clock),
    maxcpu: node.cores,
    mem: Math.round(node.memory * drift(node.memoryLoad, node.name, clock)),
    maxmem: node.memory,
    disk: Math.round(node.disk * 0.3),
    maxdisk: node.disk,
    uptime: UPTIME,
  };
}

function guestRow(guest: Guest, nodeState: string, clock: Clock): Row {
  const { vmid, kind, name, node = '' } = guest;
  const row: Row = {
    id: `${kind}/${vmid}`,
    type: kind,
    vmid,
    node,
    status: nodeState === 'online' ? guest.status : 'unknown',
    ...(guest.tags.length > 0 && { tags: guest.tags.join(';') }),
    ...(guest.pool && { pool: guest.pool }),
    ...(guest.lock && { lock: guest.lock }),
    ...(guest.hastate && { hastate: guest.hastate }),
  };
  if (nodeState !== 'online') return row;
  const isRunning = guest.status !== 'stopped';
  return {
    ...row,
    name,
    template: guest.template ? 1 : 0,
    cpu: isRunning ? drift(guest.load, name, clock) : 0,
    maxcpu: guest.cores,
    mem: isRunning
      ? Math.round(guest.memory * drift(guest.memoryLoad, name, clock))
      : 0,
    maxmem: guest.memory,
    disk: kind === 'lxc' && isRunning ? Math.round(guest.disk * 0.4) : 0,
    maxdisk: guest.disk,
    uptime: isRunning ? UPTIME / 2 : 0,
    netin: 0,
    netout: 0,
    diskread: 0,
    diskwrite: 0,
  };
}

function storageRows(cluster: ProxmoxCluster): Row[] {
  return cluster.nodes.flatMap(node => {
    const base = (
      storage: string,
      shared: number,
      plugintype: string,
    ): Row => ({
      id: `storage/${node.name}/${storage}`,
      type: 'storage',
      storage,
      node: node.name,
      shared,
      plugintype,
      content: 'images,rootdir',
      status: node.state === 'online' ? 'available' : 'unknown',
    });
    const sized = (row: Row, used: number, total: number): Row =>
      node.state === 'online'
        ? { ...row, disk: Math.round(used), maxdisk: total }
        : row;
    return [
      sized(base('local', 0, 'dir'), node.disk * 0.3, node.disk),
      ...cluster.sharedStorages.map(({ name, used, total }) =>
        sized(base(name, 1, 'rbd'), used, total),
      ),
    ];
  });
}

/** Rows of `GET /cluster/resources`. */
export function resourceRows(cluster: ProxmoxCluster, clock: Clock): Row[] {
  const states = new Map(cluster.nodes.map(({ name, state }) => [name, state]));
  const pools = new Set(cluster.workloads.flatMap(({ pool }) => pool ?? []));
  return [
    ...cluster.nodes.map(node => nodeRow(node, clock)),
    ...cluster.workloads.map(guest =>
      guestRow(guest, states.get(guest.node ?? '') ?? 'unknown', clock),
    ),
    ...storageRows(cluster),
    ...[...pools].map(pool => ({ id: `/pool/${pool}`, type: 'pool', pool })),
    ...cluster.nodes
      .filter(({ state }) => state === 'online')
      .map(({ name }) => ({
        id: `sdn/${name}/localnetwork`,
        type: 'sdn',
        sdn: 'localnetwork',
        node: name,
        status: 'ok',
      })),
  ];
}

/** What a token without any rights sees of them: bare nodes and nothing else (P2). */
export function powerlessRows(cluster: ProxmoxCluster): Row[] {
  return cluster.nodes.map(({ name, state }) => ({
    id: `node/${name}`,
    type: 'node',
    node: name,
    status: state,
  }));
}

/** Rows of `GET /cluster/status`; a standalone node has no cluster row. */
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

/** `GET /nodes/{node}/status` */
export function nodeDetails(node: Node, version: string, clock: Clock) {
  const used = Math.round(
    node.memory * drift(node.memoryLoad, node.name, clock),
  );
  return {
    uptime: UPTIME,
    cpu: drift(node.load, node.name, clock),
    wait: 0,
    idle: 0,
    loadavg: ['1.20', '1.10', '0.90'],
    kversion: 'Linux 6.8.12-9-pve #1 SMP PREEMPT_DYNAMIC PMX 6.8.12-9',
    pveversion: `pve-manager/${version}/2606ac85`,
    cpuinfo: {
      model: 'AMD EPYC 7313 16-Core Processor',
      sockets: 2,
      cores: Math.max(1, Math.floor(node.cores / 2)),
      cpus: node.cores,
      mhz: '3000.000',
      hvm: '1',
      user_hz: 100,
      flags: 'fpu',
    },
    memory: { total: node.memory, used, free: node.memory - used },
    rootfs: {
      total: node.disk,
      used: Math.round(node.disk * 0.3),
      free: Math.round(node.disk * 0.7),
      avail: Math.round(node.disk * 0.65),
    },
    swap: { total: 0, used: 0, free: 0 },
    ksm: { shared: 0 },
  };
}
