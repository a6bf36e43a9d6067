import type {
  NodeStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** What a row of the inventory stores of one object. */
export interface StoredObject {
  /** The object as JSON, without the numbers that differ in each reading. */
  document: string;
  /** What is compared with the next reading. Default: the document */
  compared?: string;
  /** Milliseconds since the epoch; an uptime would differ in each reading. */
  startedAt?: number;
}

/** The numbers of a node that differ in each reading. */
export type NodeUsage = Pick<
  NodeStatus,
  'cpu' | 'memory' | 'placement' | 'storage'
>;

/** The numbers of a workload that differ in each reading. */
export interface WorkloadUsage {
  /** Cores in use. */
  cpu?: number;
  /** Bytes in use. */
  memory?: number;
  /** Bytes in use. */
  storage?: number;
  /** 0..100 of its cores. */
  cpuShare?: number;
  /** 0..100 of its memory. */
  memoryShare?: number;
  /** What a list is sorted by: bytes in use, or in total where that is not known. */
  storageOrder?: number;
}

/** The latest time of a Date, in milliseconds; a platform may report anything as an uptime. */
const MAX_TIME = 8.64e15;

function startOf(uptime: number | undefined, at: number): number | undefined {
  const startedAt = Math.round(at - (uptime ?? NaN) * 1000);
  return Math.abs(startedAt) <= MAX_TIME ? startedAt : undefined;
}

function uptimeAt(startedAt: number | undefined, at: number) {
  if (startedAt === undefined) return {};
  return { uptime: Math.max(Math.round((at - startedAt) / 1000), 0) };
}

/** @param at - time of the reading, in milliseconds since the epoch */
export function storeNode(node: NodeStatus, at: number): StoredObject {
  const { cpu, memory, placement, storage, uptime, since, ...rest } = node;
  return {
    document: JSON.stringify(rest),
    startedAt: startOf(uptime, at),
  };
}

/**
 * Made of each workload of each reading: setting fields to undefined is faster than leaving them
 * out with a rest pattern.
 *
 * @param at - time of the reading, in milliseconds since the epoch
 * @param options - `withoutOwners`: as if it belonged to no entity and had no owner
 */
export function storeWorkload(
  workload: Workload,
  at: number,
  { withoutOwners = false } = {},
): StoredObject {
  const { cpu, memory, storage } = workload;
  const stored: Partial<Workload> = {
    ...workload,
    cpu: { count: cpu.count },
    memory: { total: memory.total },
    storage: storage && { total: storage.total },
    uptime: undefined,
    since: undefined,
  };
  if (withoutOwners) {
    stored.entityRefs = undefined;
    stored.ownerRef = undefined;
    stored.ownerSource = undefined;
  }
  return {
    document: JSON.stringify(stored),
    startedAt: startOf(workload.uptime, at),
  };
}

function shareOf(part: number | undefined, whole: number | undefined) {
  return part !== undefined && whole ? (part / whole) * 100 : undefined;
}

export function usageOfWorkload({
  cpu,
  memory,
  storage,
}: Workload): WorkloadUsage {
  return {
    cpu: cpu.usage,
    memory: memory.used,
    storage: storage?.used,
    cpuShare: shareOf(cpu.usage, cpu.count),
    memoryShare: shareOf(memory.used, memory.total),
    storageOrder: storage?.used ?? storage?.total,
  };
}

/** The fields of {@link StoredObject} as the database has them. */
export interface ObjectTimes {
  since?: number;
  startedAt?: number;
  /** Time of the reading, in milliseconds since the epoch. */
  at: number;
}

function sinceOf(since: number | undefined) {
  return since === undefined ? {} : { since: new Date(since).toISOString() };
}

function timesOf({ since, startedAt, at }: ObjectTimes) {
  return { ...uptimeAt(startedAt, at), ...sinceOf(since) };
}

/** Not checked yet: the shape is that of the version that wrote it. */
export function loadNode(
  document: string,
  options: { usage?: NodeUsage; times: ObjectTimes },
): unknown {
  const { usage = { cpu: {}, memory: {} }, times } = options;
  return { ...JSON.parse(document), ...usage, ...timesOf(times) };
}

/** The same for a storage, with what it used when the row was written. */
export function loadStorage(document: string, since?: number): unknown {
  return { ...JSON.parse(document), ...sinceOf(since) };
}

/** Not checked yet: the shape is that of the version that wrote it. */
export function loadWorkload(
  document: string,
  options: { usage?: WorkloadUsage; times: ObjectTimes },
): unknown {
  const { usage, times } = options;
  const workload = JSON.parse(document);
  if (usage) {
    const { cpu, memory, storage } = usage;
    workload.cpu = { ...workload.cpu, usage: cpu };
    workload.memory = { ...workload.memory, used: memory };
    if (storage !== undefined || workload.storage) {
      workload.storage = { ...workload.storage, used: storage };
    }
  }
  return { ...workload, ...timesOf(times) };
}
