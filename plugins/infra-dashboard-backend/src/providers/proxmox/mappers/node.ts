import {
  withPercentage,
  type Health,
  type NodeState,
  type NodeStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { NodeDetails, Resource } from '../schemas';

/** Source of the numbers in the list, which every node's pvestatd writes each 10 s. */
const SOURCE = 'pvestatd';

function toState(status: string | undefined): NodeState {
  return status === 'online' || status === 'offline' ? status : 'unknown';
}

function judge(row: Resource): { health: Health; statusReason?: string } {
  const { hastate } = row;
  if (hastate === 'maintenance') {
    return { health: 'degraded', statusReason: 'In maintenance' };
  }
  if (hastate === 'fence') {
    return { health: 'failed', statusReason: 'Being fenced' };
  }
  switch (toState(row.status)) {
    case 'online':
      return { health: 'healthy' };
    case 'offline':
      return { health: 'failed', statusReason: 'Not a member at the moment' };
    default:
      return {
        health: 'unknown',
        statusReason: 'No statistics for five minutes; pvestatd may hang',
      };
  }
}

/** Without Sys.Audit on the node its row has no numbers at all, not even sizes (P2). */
export function hasNumbers(row: Resource): boolean {
  return row.maxcpu !== undefined || row.maxmem !== undefined;
}

/** Maps a node row of `GET /cluster/resources`; an offline one has no numbers (P1). */
export function toNode(
  row: Resource,
  options: { cluster: string; address?: string },
): NodeStatus {
  const { cluster, address } = options;
  const name = row.node ?? row.name ?? row.id ?? 'unknown';
  const { cpu, maxcpu, mem, maxmem, disk, maxdisk, uptime } = row;
  const usage = (used: number | undefined, total: number | undefined) =>
    withPercentage({
      ...(used !== undefined && { used, source: SOURCE }),
      ...(total !== undefined && { total }),
    });
  return {
    id: `${cluster}/node/${name}`,
    name,
    cluster,
    provider: 'proxmox',
    status: toState(row.status),
    rawStatus: row.status,
    ...judge(row),
    // A fraction of its own threads (P6).
    cpu: usage(
      cpu !== undefined && maxcpu !== undefined ? cpu * maxcpu : undefined,
      maxcpu,
    ),
    memory: usage(mem, maxmem),
    ...(maxdisk !== undefined && { storage: usage(disk, maxdisk) }),
    ...(uptime && { uptime }),
    ...(address && { addresses: [address] }),
    metadata: {
      pveId: row.id ?? `node/${name}`,
      ...(row.level && { subscriptionLevel: row.level }),
      ...(row.hastate && { hastate: row.hastate }),
    },
  };
}

/** Adds the slow facts of `GET /nodes/{node}/status`. */
export function withDetails(
  node: NodeStatus,
  details: NodeDetails,
): NodeStatus {
  const { cpuinfo, memory, rootfs, kversion, pveversion } = details;
  const facts = {
    cpuModel: cpuinfo?.model,
    cpuSockets: cpuinfo?.sockets,
    cpuCores: cpuinfo?.cores,
    cpuThreads: cpuinfo?.cpus,
    kernelVersion: kversion?.split(' #')[0],
    pveVersion: pveversion?.split('/')[1],
  };
  const metadata = { ...node.metadata };
  for (const [key, value] of Object.entries(facts)) {
    if (value !== undefined) metadata[key] = String(value);
  }
  return {
    ...node,
    metadata,
    memory: memory
      ? withPercentage({ used: memory.used, total: memory.total })
      : node.memory,
    storage: rootfs
      ? withPercentage({ used: rootfs.used, total: rootfs.total })
      : node.storage,
  };
}
