import { digest, drift, type Clock } from '../fleet/derive';
import type { ProxmoxCluster, ProxmoxNode } from '../fleet/schema';
import { isVersion9, versionOf } from './version';

export type Row = Record<string, string | number>;

const UPTIME = 864_000;

/** Statistics that are older than this are forgotten, in seconds. */
const MEMORY = 300;

/** Whether the cluster still returns the last numbers of an offline node. */
export function isRemembered({ state, downSeconds }: ProxmoxNode): boolean {
  return state === 'offline' && downSeconds < MEMORY;
}

function usesHa({ workloads }: ProxmoxCluster): boolean {
  return workloads.some(({ hastate }) => hastate !== undefined);
}

function numbers(node: ProxmoxNode, clock: Clock): Row {
  return {
    cpu: drift(node.load, node.name, clock),
    mem: Math.round(node.memory * drift(node.memoryLoad, node.name, clock)),
    disk: Math.round(node.disk * 0.3),
    uptime: UPTIME,
  };
}

/** A row of type node, with or without what only Sys.Audit shows. */
function nodeRow(
  node: ProxmoxNode,
  options: { clock: Clock; mayAudit: boolean },
): Row {
  const { name, state, cores, memory, disk } = node;
  const isKnown = state === 'online' || isRemembered(node);
  return {
    id: `node/${name}`,
    type: 'node',
    node: name,
    status: state,
    ...(isKnown && { level: '' }),
    ...(isKnown &&
      options.mayAudit && { maxcpu: cores, maxmem: memory, maxdisk: disk }),
    ...(state === 'online' && options.mayAudit && numbers(node, options.clock)),
  };
}

interface NodeRowOptions {
  clock: Clock;
  mayAudit: boolean;
}

/** Rows of type node of `GET /cluster/resources`. */
export function nodeResources(
  cluster: ProxmoxCluster,
  options: NodeRowOptions,
): Row[] {
  const hasHa = usesHa(cluster);
  return cluster.nodes.map(node => ({
    ...nodeRow(node, options),
    'cgroup-mode': 2,
    ...(hasHa && {
      hastate: node.state === 'online' ? 'online' : 'unknown',
    }),
  }));
}

/** The SHA-256 fingerprint of a node's certificate in `GET /nodes`. */
function fingerprintOf(cluster: ProxmoxCluster, name: string): string {
  const hex = digest(cluster.name, 'certificate', name).toUpperCase();
  return hex.match(/../g)!.join(':');
}

/** `GET /nodes` */
export function nodeList(
  cluster: ProxmoxCluster,
  options: NodeRowOptions,
): Row[] {
  return cluster.nodes.map(node => ({
    ...nodeRow(node, options),
    ssl_fingerprint: fingerprintOf(cluster, node.name),
  }));
}

/** `GET /nodes/{node}/status` */
export function nodeDetails(
  cluster: ProxmoxCluster,
  node: ProxmoxNode,
  clock: Clock,
) {
  const load = drift(node.load, node.name, clock);
  const used = Math.round(
    node.memory * drift(node.memoryLoad, node.name, clock),
  );
  const isNew = isVersion9(cluster);
  const { version, repoid } = versionOf(cluster);
  const release = isNew ? '6.14.8-2-pve' : '6.8.12-9-pve';
  return {
    uptime: UPTIME,
    cpu: load,
    wait: 0,
    idle: 0,
    loadavg: [1, 0.9, 0.8].map(share => (load * node.cores * share).toFixed(2)),
    kversion: `Linux ${release} #1 SMP PREEMPT_DYNAMIC PMX`,
    'current-kernel': {
      machine: 'x86_64',
      sysname: 'Linux',
      version: '#1 SMP PREEMPT_DYNAMIC PMX',
      release,
    },
    'boot-info': { mode: 'legacy-bios' },
    pveversion: `pve-manager/${version}/${repoid}`,
    cpuinfo: {
      model: 'AMD EPYC 7313 16-Core Processor',
      sockets: 2,
      cores: Math.max(1, Math.floor(node.cores / 2)),
      cpus: node.cores,
      mhz: '3000.000',
      hvm: '1',
      user_hz: 100,
      flags: 'fpu vme de pse tsc msr pae mce cx8 apic sep mtrr svm',
      ...(isNew && { family: '25', vendor: 'AuthenticAMD' }),
    },
    memory: {
      total: node.memory,
      used,
      free: Math.round((node.memory - used) * 0.6),
      ...(isNew && { available: node.memory - used }),
    },
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
