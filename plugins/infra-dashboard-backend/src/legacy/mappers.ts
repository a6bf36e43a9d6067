import type {
  NodeStatus,
  Usage,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ClusterRecord } from '../collector';

/** Node as the earlier dashboard returned it; missing numbers are 0. */
export interface LegacyNode {
  id: string;
  node: string;
  status: 'online' | 'offline' | 'unknown';
  /** Fraction 0..1 of maxcpu. */
  cpu: number;
  maxcpu: number;
  /** Bytes. */
  mem: number;
  maxmem: number;
  /** Seconds. */
  uptime: number;
  disk?: number;
  maxdisk?: number;
  cpuModel?: string;
  cpuSockets?: number;
  cpuCores?: number;
  kernelVersion?: string;
  manufacturer?: string;
  productName?: string;
}

/** Guest as the earlier dashboard returned it. */
export interface LegacyGuest {
  vmid: number;
  name: string;
  status: 'running' | 'stopped' | 'paused';
  cpus: number;
  /** Fraction 0..1 of cpus, of running guests only. */
  cpuUsage?: number;
  maxmem: number;
  mem: number;
  uptime: number;
  type: 'qemu' | 'lxc';
}

/** Cluster as the earlier dashboard returned it. */
export interface LegacyCluster {
  name: string;
  nodes: LegacyNode[];
  version?: string;
  ceph?: {
    health: { status: string };
    usage?: { total: number; used: number; avail: number };
  };
  error?: string;
}

function toNumber(text: string | undefined): number | undefined {
  const value = text === undefined || text === '' ? NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function fraction(used?: number, total?: number): number {
  return used !== undefined && total ? used / total : 0;
}

/**
 * Scripts add up both numbers over the nodes. Where use is not known, both are missing: a
 * total alone would make the share of the whole cluster too low.
 */
function toPair(usage: Usage | undefined): Pick<Usage, 'used' | 'total'> {
  const { used, total, measuredTotal = total } = usage ?? {};
  return used === undefined ? {} : { used, total: measuredTotal };
}

function without<T extends object>(object: T): T {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== undefined),
  ) as T;
}

/** Maps a node; `id` is given by the route, the two routes name it differently. */
export function toLegacyNode(id: string, node: NodeStatus): LegacyNode {
  const { metadata = {} } = node;
  const [cpu, memory, storage] = [node.cpu, node.memory, node.storage].map(
    toPair,
  );
  const cores = toNumber(metadata.cpuCores);
  const isOnline = node.status === 'online';
  return without({
    id,
    node: node.name,
    status: isOnline || node.status === 'offline' ? node.status : 'unknown',
    cpu: fraction(cpu.used, cpu.total),
    maxcpu: cores ?? node.cpu.total ?? 0,
    mem: memory.used ?? 0,
    maxmem: memory.total ?? 0,
    uptime: node.uptime ?? 0,
    disk: storage.used,
    maxdisk: storage.total,
    cpuModel: metadata.cpuModel,
    cpuSockets: toNumber(metadata.cpuSockets),
    cpuCores: cores,
    kernelVersion: metadata.kernelVersion,
    manufacturer: metadata.manufacturer,
    productName: metadata.productName,
  }) as LegacyNode;
}

/** Maps a guest; a status that the earlier dashboard did not know reads `stopped`. */
export function toLegacyGuest(guest: Workload): LegacyGuest {
  const { status, cpu, memory } = guest;
  const isRunning = status === 'running';
  return without({
    vmid: toNumber(guest.metadata?.vmid) ?? 0,
    name: guest.name,
    status: isRunning || status === 'paused' ? status : 'stopped',
    cpus: cpu.count ?? 0,
    cpuUsage: isRunning ? fraction(cpu.usage, cpu.count) : undefined,
    maxmem: memory.total ?? 0,
    mem: memory.used ?? 0,
    uptime: guest.uptime ?? 0,
    type: guest.type === 'lxc' ? 'lxc' : 'qemu',
  }) as LegacyGuest;
}

/** Maps a cluster, whose nodes are mapped already. A failed one has no nodes. */
export function toLegacyCluster(
  { snapshot }: ClusterRecord,
  nodes: LegacyNode[],
): LegacyCluster {
  const { data, error } = snapshot.topology;
  if (error) return { name: snapshot.name, nodes: [], error: error.message };
  const { cephHealth, cephTotal, cephUsed, cephAvail } = data?.metadata ?? {};
  const total = toNumber(cephTotal);
  const used = toNumber(cephUsed);
  const avail = toNumber(cephAvail);
  const usage =
    total !== undefined && used !== undefined && avail !== undefined
      ? { usage: { total, used, avail } }
      : {};
  return {
    name: snapshot.name,
    nodes,
    ...(data?.version && { version: data.version }),
    ...(cephHealth && { ceph: { health: { status: cephHealth }, ...usage } }),
  };
}
