import type {
  NodeState,
  Usage,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { compact } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Resource } from '../schemas';
import { hasJob } from './backup';
import type { ClusterParts, KnownGuest } from './ClusterParts';
import { toNodeState } from './nodeState';
import { guestKey, hasNoDetails } from './resource';
import { judgeGuest, judgeLostGuest } from './workloadState';

function toTags(tags: string | undefined): string[] {
  return tags?.split(/[;,\s]+/).filter(Boolean) ?? [];
}

/**
 * What the used memory of a running guest means: see Memory in
 * docs/platform-behavior/proxmox.md.
 */
function memorySource({ type, mem, memhost }: Resource): string {
  if (type === 'lxc') return 'cgroup';
  if (!memhost) return 'balloon-or-host';
  return mem === memhost ? 'host' : 'balloon';
}

/** Numbers of a guest. What does not run uses nothing, whatever its row says. */
function toUsages(
  row: Resource,
  sizes: Pick<Resource, 'maxcpu' | 'maxmem' | 'maxdisk'>,
  isRunning: boolean,
) {
  const { cpu, mem, disk, type } = row;
  const { maxcpu, maxmem, maxdisk } = sizes;
  const storage: Usage = {
    // PVE cannot look into the disk of a virtual machine and returns 0.
    ...(type === 'lxc' && isRunning && disk !== undefined && { used: disk }),
    ...(maxdisk !== undefined && { total: maxdisk }),
  };
  return {
    cpu: {
      ...(maxcpu !== undefined && { count: maxcpu }),
      // A fraction of the cores of the guest, which may be half a core.
      ...(isRunning &&
        cpu !== undefined &&
        maxcpu !== undefined && { usage: cpu * maxcpu }),
    },
    memory: {
      // 0 means that it was not measured yet.
      ...(isRunning && mem && { used: mem }),
      ...(maxmem !== undefined && { total: maxmem }),
    },
    ...(Object.keys(storage).length > 0 && { storage }),
  };
}

/** The id of a guest, of which only type and number must be known. */
export function workloadId(cluster: string, row: Resource): string {
  return `${cluster}/${guestKey(row)}`;
}

/** The details of a guest that was stored. */
export function toKnownGuest(stored: Workload): KnownGuest {
  const { cpu, memory, metadata, name, status, storage, template } = stored;
  return {
    name,
    maxcpu: cpu.count,
    maxmem: memory.total,
    maxdisk: storage?.total,
    ...(template && { template: 1 }),
    status: status === 'unknown' ? metadata?.lastStatus : status,
  };
}

/**
 * Maps a guest row of `GET /cluster/resources`.
 *
 * A guest is not running when its node is not online, whatever the row says: PVE repeats
 * the last statistics for up to five minutes after a node went offline.
 *
 * @param nodeStatus - status of its node; undefined where the node is not listed
 */
export function mapWorkload(
  row: Resource,
  nodeStatus: string | undefined,
  parts: Pick<
    ClusterParts,
    'cluster' | 'knownGuests' | 'addresses' | 'backups' | 'readAt'
  >,
): Workload {
  const known = parts.knownGuests.get(guestKey(row));
  const nodeState: NodeState = toNodeState(nodeStatus);
  const isOnline = nodeState === 'online';
  const status = (isOnline && row.status) || 'unknown';
  const isRunning = isOnline && status !== 'stopped' && !!row.uptime;
  const { type, vmid, node, pool, lock, hastate, memhost } = row;
  const sizes = hasNoDetails(row) ? { ...row, ...known } : row;
  const { template } = sizes;
  const usages = toUsages(row, sizes, isRunning);
  const tags = toTags(row.tags);
  const { jobs, last } = parts.backups ?? {};
  const backupAt = last?.get(vmid!);
  const isUncovered = jobs && !template && !hasJob(jobs, row);
  const addresses = isRunning && parts.addresses.get(guestKey(row));
  return {
    id: workloadId(parts.cluster, row),
    name: sizes.name ?? `${type === 'lxc' ? 'CT' : 'VM '}${vmid}`,
    cluster: parts.cluster,
    provider: 'proxmox',
    ...(node && { node }),
    ...(pool && { namespace: pool }),
    type,
    status,
    ...(isOnline
      ? judgeGuest(row, { lockedSince: known?.lockedSince, now: parts.readAt })
      : judgeLostGuest(row, { nodeState, known })),
    ...usages,
    ...(isRunning && { uptime: row.uptime }),
    ...(template && { template: true }),
    ...(tags.length > 0 && { tags }),
    ...(addresses && { addresses }),
    ...(backupAt && { lastBackup: new Date(backupAt).toISOString() }),
    metadata: compact({
      vmid,
      pool,
      lock,
      hastate,
      backupJob: isUncovered ? 'none' : undefined,
      lastStatus:
        status === 'unknown' && known?.status !== 'unknown'
          ? known?.status
          : undefined,
      storageSource:
        usages.storage && (type === 'lxc' ? 'rootfs' : 'boot-disk'),
      memorySource: isRunning && row.mem ? memorySource(row) : undefined,
      memoryOnHost: memhost || undefined,
    }),
  };
}
