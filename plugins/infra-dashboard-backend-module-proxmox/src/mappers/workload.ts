import type {
  Health,
  NodeState,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { isBare, type KnownGuest } from '../read/GuestCache';
import type { Resource } from '../schemas';
import { judgeGuest } from './workloadHealth';

/** Where the guest runs, as far as it matters to the guest. */
export interface GuestSurroundings {
  cluster: string;
  /** State of the node that the row names. */
  nodeState: NodeState;
  /** From before PVE forgot name and size of the guest. */
  known?: KnownGuest;
  /** IP addresses, where the guest was asked for them. */
  addresses?: string[];
  /** Milliseconds since the epoch. */
  now: number;
}

function toTags(tags: string | undefined): string[] {
  return tags?.split(/[;,\s]+/).filter(Boolean) ?? [];
}

/**
 * What the used memory of a running guest means (P8): a virtual machine's own view where
 * its balloon driver tells, else all that its process holds, page cache included. PVE 9
 * has the process beside it in `memhost`; before, the two cannot be told apart.
 */
function memorySource({ type, mem, memhost }: Resource): string {
  if (type === 'lxc') return 'cgroup';
  if (!memhost) return 'balloon-or-host';
  return mem === memhost ? 'host' : 'balloon';
}

function judge(
  row: Resource,
  around: GuestSurroundings,
): { status: string; health: Health; statusReason?: string } {
  const { nodeState, known, now } = around;
  const { status = 'unknown', hastate } = row;
  if (nodeState !== 'online') {
    const last = status === 'unknown' ? known?.status : status;
    const parts = [
      row.node
        ? `Node ${row.node} is ${
            nodeState === 'offline' ? 'offline' : 'without statistics'
          }`
        : 'Its node is not known',
      last && last !== 'unknown' && `last seen as ${last}`,
      hastate && `HA state ${hastate}`,
    ];
    return {
      status: 'unknown',
      health: 'unknown',
      statusReason: parts.filter(Boolean).join('; '),
    };
  }
  return {
    status,
    ...judgeGuest(row, { lockedSince: known?.lockedSince, now }),
  };
}

function toMetadata(
  row: Resource,
  options: {
    isRunning: boolean;
    hasDisk: boolean;
    lastStatus: string | undefined;
  },
): Record<string, string> {
  const { pool, lock, hastate, memhost } = row;
  const metadata: Record<string, string> = { vmid: String(row.vmid) };
  if (pool) metadata.pool = pool;
  if (lock) metadata.lock = lock;
  if (hastate) metadata.hastate = hastate;
  if (options.lastStatus) metadata.lastStatus = options.lastStatus;
  if (options.hasDisk) {
    metadata.storageSource = row.type === 'lxc' ? 'rootfs' : 'boot-disk';
  }
  if (options.isRunning && row.mem) {
    metadata.memorySource = memorySource(row);
  }
  if (memhost) metadata.memoryOnHost = String(memhost);
  return metadata;
}

/**
 * Maps a guest row of `GET /cluster/resources`.
 *
 * A guest is not running when its node is not online, whatever the row says: PVE repeats
 * the last statistics for up to five minutes after a node died (P1).
 */
export function mapWorkload(
  row: Resource,
  around: GuestSurroundings,
): Workload {
  const { cluster, nodeState, known } = around;
  const isContainer = row.type === 'lxc';
  const sizes = isBare(row) ? { ...row, ...known } : row;
  const { maxcpu, maxmem, maxdisk, template } = sizes;
  const judged = judge(row, around);
  const isRunning =
    nodeState === 'online' && judged.status !== 'stopped' && !!row.uptime;
  const tags = toTags(row.tags);
  const lastStatus =
    judged.status === 'unknown' && known?.status !== 'unknown'
      ? known?.status
      : undefined;

  const cpu: Workload['cpu'] = {};
  if (maxcpu !== undefined) cpu.count = maxcpu;
  // A fraction of the guest's own cores, which may be half a one (P6).
  if (isRunning && row.cpu !== undefined && maxcpu !== undefined) {
    cpu.usage = row.cpu * maxcpu;
  }
  const memory: Workload['memory'] = {};
  // Nothing runs in no memory at all: 0 is what was not measured yet.
  if (isRunning && row.mem) memory.used = row.mem;
  if (maxmem !== undefined) memory.total = maxmem;
  const storage: Workload['storage'] = {};
  // PVE cannot look into the disk of a virtual machine and says 0 (P7).
  if (isContainer && isRunning && row.disk !== undefined) {
    storage.used = row.disk;
  }
  if (maxdisk !== undefined) storage.total = maxdisk;

  const hasDisk = Object.keys(storage).length > 0;
  return {
    id: `${cluster}/${row.type}/${row.vmid}`,
    name: sizes.name ?? `${isContainer ? 'CT' : 'VM '}${row.vmid}`,
    cluster,
    provider: 'proxmox',
    ...(row.node && { node: row.node }),
    ...(row.pool && { namespace: row.pool }),
    type: row.type,
    ...judged,
    cpu,
    memory,
    ...(hasDisk && { storage }),
    ...(isRunning && { uptime: row.uptime }),
    ...(template && { template: true }),
    ...(tags.length > 0 && { tags }),
    ...(isRunning && around.addresses && { addresses: around.addresses }),
    metadata: toMetadata(row, { isRunning, hasDisk, lastStatus }),
  };
}
