import {
  totalsOfNodes,
  type Health,
  type Limitation,
  type NodeStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Topology } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { CephStatus, Resource } from '../schemas';
import { quorateOf, type ClusterInfo } from './ClusterParts';
import { mapNode } from './node';
import { findUnavailableStorages, toStorageTotal } from './storage';

type Judgement = { health: Health; statusReason?: string };

function describe(nodes: NodeStatus[]): string {
  return nodes
    .map(({ name, statusReason }) => `${name}: ${statusReason}`)
    .join('; ');
}

function judge(
  nodes: NodeStatus[],
  options: { quorate?: boolean; ceph?: CephStatus },
): Judgement {
  if (options.quorate === false) {
    return {
      health: 'degraded',
      statusReason:
        'Quorum lost: nothing can be changed, and what is shown is the view of one side only',
    };
  }
  const absent = nodes.filter(({ status }) => status !== 'online');
  if (absent.length === nodes.length) {
    const isFailed = absent.some(({ health }) => health === 'failed');
    return {
      health: isFailed ? 'failed' : 'unknown',
      statusReason:
        nodes.length > 0 ? 'No node is online' : 'No node is listed',
    };
  }
  const impaired = nodes.filter(({ health }) => health !== 'healthy');
  if (impaired.length > 0) {
    return { health: 'degraded', statusReason: describe(impaired) };
  }
  const { status, checks = {} } = options.ceph?.health ?? {};
  if (status && status !== 'HEALTH_OK') {
    const names = Object.keys(checks).sort().slice(0, 5).join(', ');
    return {
      health: 'degraded',
      statusReason: `Ceph reports ${status}${names && `: ${names}`}`,
    };
  }
  return { health: 'healthy' };
}

/** Bytes as decimal texts: they pass what a number holds exactly, and metadata is text. */
function toCephMetadata(ceph: CephStatus | undefined): Record<string, string> {
  if (!ceph) return {};
  const { pgmap } = ceph;
  const bytes = {
    cephTotal: pgmap?.bytes_total,
    cephUsed: pgmap?.bytes_used,
    cephAvail: pgmap?.bytes_avail,
  };
  const known = Object.entries(bytes).filter(
    ([, value]) => value !== undefined,
  );
  return {
    cephHealth: ceph.health.status,
    ...Object.fromEntries(known.map(([key, value]) => [key, String(value)])),
  };
}

/** Puts a cluster together out of the rows of `GET /cluster/resources` and the side facts. */
export function mapTopology(
  rows: Resource[],
  options: {
    cluster: string;
    facts: ClusterInfo;
    limitations: Limitation[];
    complete?: Topology['complete'];
  },
): Topology {
  const { cluster, complete, facts, limitations } = options;
  const { status, version, ceph } = facts;
  const clusterRow = status?.find(({ type }) => type === 'cluster');
  const quorate = quorateOf(facts);
  const addresses = new Map(
    status
      ?.filter(({ type }) => type === 'node')
      .map(({ name, ip }) => [name, ip]),
  );
  const unavailable = findUnavailableStorages(rows);
  const nodes = rows
    .filter(({ type }) => type === 'node')
    .map(row =>
      mapNode(row, {
        cluster,
        quorate,
        address: addresses.get(row.node),
        unavailableStorages:
          row.status === 'online' ? unavailable.get(row.node!) : undefined,
      }),
    )
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  const storage = toStorageTotal(rows);
  const totals = totalsOfNodes(nodes);
  // The disks of nodes are their root file systems, which nothing is stored on.
  delete totals.storage;
  return {
    ...(clusterRow?.name && { displayName: clusterRow.name }),
    ...(version && { version }),
    ...judge(nodes, { quorate, ceph }),
    nodes,
    totals: { ...totals, ...(storage && { storage }) },
    ...(limitations.length > 0 && { limitations }),
    complete,
    metadata: {
      ...(status && { topology: clusterRow ? 'cluster' : 'standalone' }),
      ...(quorate !== undefined && { quorate: quorate ? 'yes' : 'no' }),
      ...toCephMetadata(ceph),
    },
  };
}
