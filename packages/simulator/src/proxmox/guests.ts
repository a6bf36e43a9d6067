import { address, drift, mac, type Clock } from '../fleet/derive';
import type { Guest, ProxmoxCluster, ProxmoxNode } from '../fleet/schema';
import { isRemembered, type Row } from './nodes';
import { isVersion9 } from './version';

const UPTIME = 432_000;

/** States of a guest without a process. */
const NOT_RUNNING = new Set(['stopped', 'unknown']);

function isUp({ status }: Guest): boolean {
  return !NOT_RUNNING.has(status);
}

/** Only what a paused or broken guest does not use. */
function isBusy({ status }: Guest): boolean {
  return status === 'running';
}

function measured(guest: Guest, cluster: ProxmoxCluster, clock: Clock): Row {
  const { kind, name } = guest;
  const mem = isUp(guest)
    ? Math.round(guest.memory * drift(guest.memoryLoad, name, clock))
    : 0;
  return {
    cpu: isBusy(guest) ? drift(guest.load, name, clock) : 0,
    mem,
    // The host counts what the guest gave back as well.
    ...(isVersion9(cluster) && {
      memhost: kind === 'qemu' ? Math.round(mem * 1.05) : 0,
    }),
    // The disk usage of a virtual machine is unknown.
    disk: kind === 'lxc' && isUp(guest) ? Math.round(guest.disk * 0.4) : 0,
    uptime: isUp(guest) ? UPTIME : 0,
    netin: isUp(guest) ? guest.vmid * 1_000_003 : 0,
    netout: isUp(guest) ? guest.vmid * 700_001 : 0,
  };
}

function marks(guest: Guest): Row {
  return {
    ...(guest.tags.length > 0 && { tags: [...guest.tags].sort().join(';') }),
    ...(guest.lock && { lock: guest.lock }),
  };
}

function guestRow(
  guest: Guest,
  options: { cluster: ProxmoxCluster; node?: ProxmoxNode; clock: Clock },
): Row {
  const { vmid, kind, name } = guest;
  const { cluster, node, clock } = options;
  const isKnown =
    node?.state === 'online' || (node !== undefined && isRemembered(node));
  const row: Row = {
    id: `${kind}/${vmid}`,
    type: kind,
    vmid,
    node: guest.node ?? '',
    status: isKnown ? guest.status : 'unknown',
    ...marks(guest),
    ...(guest.pool && { pool: guest.pool }),
    ...(guest.hastate && { hastate: guest.hastate }),
  };
  // Once its numbers expire, its name and size are missing too.
  if (!isKnown) return row;
  return {
    ...row,
    name,
    template: guest.template ? 1 : 0,
    ...measured(guest, cluster, clock),
    maxcpu: guest.cores,
    maxmem: guest.memory,
    maxdisk: guest.disk,
    diskread: 0,
    diskwrite: 0,
  };
}

/** Rows of guests of `GET /cluster/resources`. */
export function guestResources(cluster: ProxmoxCluster, clock: Clock): Row[] {
  const nodes = new Map(cluster.nodes.map(node => [node.name, node]));
  return cluster.workloads.map(guest =>
    guestRow(guest, { cluster, node: nodes.get(guest.node ?? ''), clock }),
  );
}

/** Rows of pools, which repeat the sums of their guests. */
export function poolResources(cluster: ProxmoxCluster, clock: Clock): Row[] {
  const pools = new Map<string, { guests: Guest[] }>();
  for (const guest of cluster.workloads) {
    if (!guest.pool) continue;
    const pool = pools.get(guest.pool) ?? { guests: [] };
    pool.guests.push(guest);
    pools.set(guest.pool, pool);
  }
  return [...pools].map(([pool, { guests }]) => {
    const maxcpu = guests.reduce((sum, { cores }) => sum + cores, 0);
    const rows = guests.map(guest => ({
      ...measured(guest, cluster, clock),
      maxcpu: guest.cores,
    })) as Array<{ cpu: number; mem: number; maxcpu: number }>;
    return {
      id: `/pool/${pool}`,
      type: 'pool',
      pool,
      cpu: rows.reduce((sum, row) => sum + row.cpu * row.maxcpu, 0) / maxcpu,
      maxcpu,
      mem: rows.reduce((sum, { mem }) => sum + mem, 0),
      maxmem: guests.reduce((sum, { memory }) => sum + memory, 0),
      uptime: UPTIME,
    };
  });
}

/** Common fields of the lists of a node and of `status/current`. */
export function guestDetails(
  guest: Guest,
  options: { cluster: ProxmoxCluster; clock: Clock; isCurrent: boolean },
) {
  const { vmid, name, kind } = guest;
  const { cluster, clock, isCurrent } = options;
  const pressure =
    isVersion9(cluster) && isUp(guest)
      ? Object.fromEntries(
          ['cpu', 'io', 'memory'].flatMap(what => [
            [`pressure${what}full`, 0],
            [`pressure${what}some`, 0],
          ]),
        )
      : {};
  const { memhost, ...numbers } = measured(guest, cluster, clock);
  const shared = {
    vmid,
    name,
    // A paused guest has status running here; only qmpstatus shows the pause.
    status: isUp(guest) ? 'running' : 'stopped',
    ...marks(guest),
    ...(guest.template && { template: 1 }),
    ...numbers,
    ...(kind === 'qemu' && memhost !== undefined && { memhost }),
    // A limit below one core comes as text.
    cpus: Number.isInteger(guest.cores) ? guest.cores : String(guest.cores),
    maxmem: guest.memory,
    maxdisk: guest.disk,
    ...(isUp(guest) && { pid: 1_000 + vmid }),
    ...pressure,
    ...(isCurrent && {
      ha: guest.hastate ? { managed: 1, state: guest.hastate } : { managed: 0 },
    }),
  };
  if (kind === 'lxc') {
    return {
      ...shared,
      type: 'lxc',
      swap: 0,
      maxswap: 512 * 1024 ** 2,
      diskread: 0,
      diskwrite: 0,
    };
  }
  if (!isCurrent) return shared;
  return {
    ...shared,
    qmpstatus: guest.status,
    clipboard: null,
    ...(guest.agent !== 'absent' && { agent: 1 }),
    ...(isUp(guest) && {
      nics: {
        [`tap${vmid}i0`]: {
          netin: numbers.netin,
          netout: numbers.netout,
        },
      },
    }),
  };
}

/** `GET …/agent/network-get-interfaces` of a guest with a running agent. */
export function guestInterfaces(cluster: ProxmoxCluster, guest: Guest) {
  const entry = (
    name: string,
    hardware: string,
    ip: string,
    prefix: number,
  ) => ({
    name,
    'hardware-address': hardware,
    'ip-addresses': [{ 'ip-address': ip, 'ip-address-type': 'ipv4', prefix }],
    statistics: {
      'rx-bytes': guest.vmid * 1_000_003,
      'tx-bytes': guest.vmid * 700_001,
      'rx-packets': 1_000,
      'tx-packets': 1_000,
      'rx-errs': 0,
      'tx-errs': 0,
      'rx-dropped': 0,
      'tx-dropped': 0,
    },
  });
  const { vmid } = guest;
  return {
    result: [
      entry('lo', '00:00:00:00:00:00', '127.0.0.1', 8),
      entry(
        'eth0',
        mac('bc:24:11', cluster.name, vmid),
        address(cluster.name, vmid),
        24,
      ),
    ],
  };
}

/** `GET …/interfaces` of a container; a stopped one has none. */
export function containerInterfaces(cluster: ProxmoxCluster, guest: Guest) {
  if (!isUp(guest)) return null;
  const entry = (
    name: string,
    hardware: string,
    ip: string,
    prefix: number,
  ) => ({
    name,
    hwaddr: hardware,
    'hardware-address': hardware,
    inet: `${ip}/${prefix}`,
    'ip-addresses': [
      { 'ip-address': ip, 'ip-address-type': 'inet', prefix: String(prefix) },
    ],
  });
  const { vmid } = guest;
  return [
    entry('lo', '00:00:00:00:00:00', '127.0.0.1', 8),
    entry(
      'eth0',
      mac('bc:24:11', cluster.name, vmid),
      address(cluster.name, vmid),
      24,
    ),
  ];
}
