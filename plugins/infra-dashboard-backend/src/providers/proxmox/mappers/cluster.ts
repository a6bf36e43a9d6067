import {
  totalsOfNodes,
  type Health,
  type Limitation,
  type NodeStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ClusterReading } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ClusterStatusRow, Resource } from '../schemas';
import { toNode } from './node';
import { toStorageTotal } from './storage';

/** What is read now and then beside the resources. */
export interface SideFacts {
  status?: ClusterStatusRow[];
  version?: string;
  ceph?: { health: string; total?: number; used?: number; avail?: number };
}

function judge(
  nodes: NodeStatus[],
  options: { quorate: boolean | undefined; ceph?: SideFacts['ceph'] },
): { health: Health; statusReason?: string } {
  if (options.quorate === false) {
    return {
      health: 'degraded',
      statusReason:
        'Quorum lost: nothing can be changed, and what is shown is one side only',
    };
  }
  const isBad = ({ health }: NodeStatus) =>
    health === 'failed' || health === 'unknown';
  const bad = nodes.filter(isBad);
  if (nodes.length > 0 && bad.length === nodes.length) {
    return {
      health: bad.some(({ health }) => health === 'failed')
        ? 'failed'
        : 'unknown',
      statusReason: 'No node is online',
    };
  }
  if (bad.length > 0) {
    return {
      health: 'degraded',
      statusReason: `${bad.map(({ name }) => name).join(', ')}: not online`,
    };
  }
  if (options.ceph && options.ceph.health !== 'HEALTH_OK') {
    return {
      health: 'degraded',
      statusReason: `Ceph reports ${options.ceph.health}`,
    };
  }
  const degraded = nodes.filter(({ health }) => health === 'degraded');
  if (degraded.length > 0) {
    return {
      health: 'degraded',
      statusReason: degraded
        .map(({ name, statusReason }) => `${name}: ${statusReason}`)
        .join('; '),
    };
  }
  return { health: nodes.length > 0 ? 'healthy' : 'unknown' };
}

function cephMetadata(ceph: SideFacts['ceph']): Record<string, string> {
  if (!ceph) return {};
  const numbers = {
    cephTotal: ceph.total,
    cephUsed: ceph.used,
    cephAvail: ceph.avail,
  };
  const known = Object.entries(numbers).filter(
    ([, value]) => value !== undefined,
  );
  return {
    cephHealth: ceph.health,
    ...Object.fromEntries(known.map(([key, value]) => [key, String(value)])),
  };
}

/** Puts a cluster together out of the rows of `GET /cluster/resources` and the side facts. */
export function toClusterReading(
  rows: Resource[],
  options: { cluster: string; side: SideFacts; limitations: Limitation[] },
): ClusterReading {
  const { cluster, side, limitations } = options;
  const addresses = new Map(
    side.status
      ?.filter(({ type }) => type === 'node')
      .map(({ name, ip }) => [name, ip]),
  );
  const clusterRow = side.status?.find(({ type }) => type === 'cluster');
  const nodes = rows
    .filter(({ type }) => type === 'node')
    .map(row => toNode(row, { cluster, address: addresses.get(row.node) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  const storage = toStorageTotal(rows);
  return {
    name: cluster,
    displayName: clusterRow?.name,
    version: side.version,
    ...judge(nodes, { quorate: clusterRow?.quorate, ceph: side.ceph }),
    nodes,
    totals: { ...totalsOfNodes(nodes), ...(storage && { storage }) },
    ...(limitations.length > 0 && { limitations }),
    metadata: {
      ...(side.status && {
        topology: clusterRow ? 'cluster' : 'standalone',
      }),
      ...(clusterRow?.quorate !== undefined && {
        quorate: clusterRow.quorate ? 'yes' : 'no',
      }),
      ...cephMetadata(side.ceph),
    },
  };
}
