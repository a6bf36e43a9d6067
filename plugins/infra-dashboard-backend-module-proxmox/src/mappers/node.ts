import {
  withPercentage,
  type Condition,
  type Health,
  type NodeState,
  type NodeStatus,
  type Usage,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { NodeDetails, Resource } from '../schemas';

/** Source of the numbers in the list, which every node's pvestatd writes each 10 s. */
const SOURCE = 'pvestatd';

/** Source of the disk of a node, which is none of the storages for guests. */
const DISK_SOURCE = 'rootfs';

/** Source of the numbers that the node tells when it is asked. */
const LIVE_SOURCE = 'node-status';

/** What is known beside the row of a node. */
export interface NodeSurroundings {
  cluster: string;
  /** Address by which the members know each other. */
  address?: string;
  /** False where the member that answered has no quorum. */
  quorate?: boolean;
  /** Names of the storages that the node cannot reach. */
  unavailableStorages?: string[];
}

/** State of a node by its row; everything but online and offline is unknown. */
export function toNodeState(status: string | undefined): NodeState {
  return status === 'online' || status === 'offline' ? status : 'unknown';
}

function judge(
  row: Resource,
  quorate: boolean | undefined,
): { health: Health; statusReason?: string } {
  const { hastate } = row;
  const isInMaintenance = hastate === 'maintenance';
  switch (toNodeState(row.status)) {
    case 'online':
      if (isInMaintenance) {
        return { health: 'degraded', statusReason: 'In maintenance' };
      }
      return hastate === 'fence'
        ? { health: 'failed', statusReason: 'Being fenced' }
        : { health: 'healthy' };
    case 'offline':
      if (quorate === false) {
        return {
          health: 'unknown',
          statusReason:
            'Not seen from the side that answers, which has no quorum',
        };
      }
      return isInMaintenance
        ? { health: 'degraded', statusReason: 'In maintenance, offline' }
        : {
            health: 'failed',
            statusReason: `Offline: the other members do not see it${
              hastate === 'fence' ? '; being fenced' : ''
            }`,
          };
    default:
      return {
        health: 'unknown',
        statusReason:
          'No statistics for five minutes: it has just started, or a storage or pvestatd hangs',
      };
  }
}

/** Without Sys.Audit on the node its row has no numbers at all, not even sizes (P2). */
export function hasNumbers(row: Resource): boolean {
  return row.maxcpu !== undefined || row.maxmem !== undefined;
}

function toUsage(
  used: number | undefined,
  total: number | undefined,
  source?: string,
): Usage {
  return withPercentage({
    ...(used !== undefined && { used }),
    ...(total !== undefined && { total }),
    ...(used !== undefined && source && { source }),
  });
}

function toConditions(names: string[]): Condition[] {
  return names.map(name => ({
    type: 'StorageAvailable',
    status: 'false',
    severity: 'warning',
    reason: name,
    message: `Storage ${name} is not available on this node`,
  }));
}

/** Maps a node row of `GET /cluster/resources`; an offline one has no numbers (P1). */
export function mapNode(row: Resource, around: NodeSurroundings): NodeStatus {
  const { cluster, address, quorate, unavailableStorages = [] } = around;
  const name = row.node!;
  const { cpu, maxcpu, mem, maxmem, disk, maxdisk, uptime } = row;
  return {
    id: `${cluster}/node/${name}`,
    name,
    cluster,
    provider: 'proxmox',
    status: toNodeState(row.status),
    ...(row.status && { rawStatus: row.status }),
    ...judge(row, quorate),
    // A fraction of its own threads (P6).
    cpu: toUsage(
      cpu !== undefined && maxcpu !== undefined ? cpu * maxcpu : undefined,
      maxcpu,
      SOURCE,
    ),
    memory: toUsage(mem, maxmem, SOURCE),
    ...(maxdisk !== undefined && {
      storage: toUsage(disk, maxdisk, DISK_SOURCE),
    }),
    ...(uptime && { uptime }),
    ...(unavailableStorages.length > 0 && {
      conditions: toConditions(unavailableStorages),
    }),
    ...(address && { addresses: [address] }),
    metadata: {
      pveId: row.id ?? `node/${name}`,
      ...(row.level && { subscriptionLevel: row.level }),
      ...(row.hastate && { hastate: row.hastate }),
    },
  };
}

/**
 * Adds the slow facts of `GET /nodes/{node}/status`, and its memory and root file system.
 *
 * Its CPU load only where the list has none: it is counted since the last call that the
 * same worker process answered, and so is often 0.
 */
export function withDetails(
  node: NodeStatus,
  details: NodeDetails,
): NodeStatus {
  const { cpu, cpuinfo, memory, rootfs, kversion, pveversion, uptime } =
    details;
  const facts = {
    cpuModel: cpuinfo?.model,
    cpuSockets: cpuinfo?.sockets,
    cpuCores: cpuinfo?.cores,
    cpuThreads: cpuinfo?.cpus,
    kernelVersion: kversion?.split(' #')[0],
    pveVersion: pveversion?.split('/')[1] ?? pveversion,
  };
  const metadata = { ...node.metadata };
  for (const [key, value] of Object.entries(facts)) {
    if (value !== undefined) metadata[key] = String(value);
  }
  const threads = cpuinfo?.cpus;
  const isCpuKnown = node.cpu.used !== undefined;
  return {
    ...node,
    cpu:
      !isCpuKnown && cpu !== undefined && threads !== undefined
        ? toUsage(cpu * threads, threads, LIVE_SOURCE)
        : node.cpu,
    memory: memory
      ? toUsage(memory.used, memory.total, LIVE_SOURCE)
      : node.memory,
    ...(rootfs && { storage: toUsage(rootfs.used, rootfs.total, DISK_SOURCE) }),
    ...(uptime && { uptime }),
    metadata,
  };
}
