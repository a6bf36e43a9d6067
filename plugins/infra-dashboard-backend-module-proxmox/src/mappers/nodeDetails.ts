import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { compact } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { NodeDetails } from '../schemas';
import { DISK_SOURCE, toUsage } from './node';

/** Source of the numbers that the node itself returns. */
const LIVE_SOURCE = 'node-status';

/**
 * Adds the details of `GET /nodes/{node}/status` to a node, with its memory and root file
 * system.
 *
 * Its CPU load is used only where the list has none: it is counted since the last request that
 * the same worker process handled, and so it is often 0.
 */
export function mapNodeDetails(
  node: NodeStatus,
  details: NodeDetails,
): NodeStatus {
  const { cpu, cpuinfo, memory, rootfs, kversion, pveversion, uptime } =
    details;
  const threads = cpuinfo?.cpus;
  return {
    ...node,
    ...(node.cpu.used === undefined &&
      cpu !== undefined &&
      threads !== undefined && {
        cpu: toUsage(cpu * threads, threads, LIVE_SOURCE),
      }),
    ...(memory && { memory: toUsage(memory.used, memory.total, LIVE_SOURCE) }),
    ...(rootfs && { storage: toUsage(rootfs.used, rootfs.total, DISK_SOURCE) }),
    ...(uptime && { uptime }),
    metadata: {
      ...node.metadata,
      ...compact({
        cpuModel: cpuinfo?.model,
        cpuSockets: cpuinfo?.sockets,
        cpuCores: cpuinfo?.cores,
        cpuThreads: threads,
        kernelVersion: kversion?.split(' #')[0],
        pveVersion: pveversion?.split('/')[1] ?? pveversion,
      }),
    },
  };
}
