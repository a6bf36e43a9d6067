import {
  withPercentage,
  type Condition,
  type NodeStatus,
  type PlacementAmounts,
  type Usage,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { toCheckTexts } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { message } from '../messages';
import type { Resource } from '../schemas';
import { placementOf } from './placement';
import { judgeNode } from './nodeState';

/** Source of the numbers in the list, which pvestatd of each node updates every 10 s. */
const SOURCE = 'pvestatd';

/** Source of the disk of a node, which is none of the storages for guests. */
export const DISK_SOURCE = 'rootfs';

/** What is known of a node in addition to its row. */
export interface NodeOptions {
  cluster: string;
  /** Address that the cluster members use for each other. */
  address?: string;
  /** Of Proxmox VE, where it was read. */
  version?: string;
  /** Whether the member that lists the node has quorum. */
  quorate?: boolean;
  /** What its running guests have; undefined where not all guests are known. */
  allocated?: PlacementAmounts;
  /** Names of the storages that the node cannot reach. */
  unavailableStorages?: string[];
}

/** Without Sys.Audit on the node its row has no numbers, not even sizes. */
export function hasNumbers(row: Resource): boolean {
  return row.maxcpu !== undefined || row.maxmem !== undefined;
}

export function toUsage(
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

function toConditions(storages: string[]): Condition[] {
  return storages.map(storage => ({
    type: 'StorageAvailable',
    status: 'false',
    severity: 'warning',
    reason: storage,
    ...toCheckTexts(message('storage-unavailable', { storage })),
  }));
}

/** Maps a node row of `GET /cluster/resources`; that of an offline node has no numbers. */
export function mapNode(row: Resource, options: NodeOptions): NodeStatus {
  const { cluster, address, quorate, version } = options;
  const { unavailableStorages = [] } = options;
  const name = row.node!;
  const { cpu, maxcpu, mem, maxmem, disk, maxdisk, uptime } = row;
  return {
    id: `${cluster}/node/${name}`,
    name,
    cluster,
    provider: 'proxmox',
    ...(row.status && { rawStatus: row.status }),
    ...judgeNode(row, quorate),
    cpu: toUsage(
      // A fraction of the threads of the node.
      cpu !== undefined && maxcpu !== undefined ? cpu * maxcpu : undefined,
      maxcpu,
      SOURCE,
    ),
    memory: toUsage(mem, maxmem, SOURCE),
    ...placementOf(row, options),
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
      ...(version && { pveVersion: version }),
      ...(row.level && { subscriptionLevel: row.level }),
      ...(row.hastate && { hastate: row.hastate }),
    },
  };
}
