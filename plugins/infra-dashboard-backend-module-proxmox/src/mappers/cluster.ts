import {
  totalsOfNodes,
  type NodeStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  compact,
  success,
  type ClusterReading,
  type Topology,
  type WorkloadsReading,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { certificatesOf } from '../identity';
import type { CephStatus } from '../schemas';
import { judgeCluster } from './clusterHealth';
import { quorateOf, type ClusterParts } from './ClusterParts';
import { findCompleteness } from './completeness';
import { findLimitations, findWorkloadLimitations } from './limitations';
import { mapNode } from './node';
import { NOTHING, sumGuests } from './placement';
import { isGuest, isNode } from './resource';
import {
  findUnavailableStorages,
  mapStorages,
  toStorageTotal,
} from './storage';
import { mapWorkload } from './workload';

/** Bytes as decimal text: they exceed the precision of a number, and metadata is text. */
function toCephMetadata(ceph: CephStatus): Record<string, string> {
  const { health, pgmap } = ceph;
  return compact({
    cephHealth: health.status,
    cephTotal: pgmap?.bytes_total,
    cephUsed: pgmap?.bytes_used,
    cephAvail: pgmap?.bytes_avail,
  });
}

export function mapNodes(parts: ClusterParts): NodeStatus[] {
  const { cluster, info, nodeVersions, rows } = parts;
  const addresses = new Map(
    info.status
      ?.filter(({ type }) => type === 'node')
      .map(row => [row.name, row.ip]),
  );
  const unavailable = findUnavailableStorages(rows);
  const allocated = findCompleteness(parts).workloads
    ? sumGuests(rows)
    : undefined;
  const quorate = quorateOf(info);
  return rows
    .filter(isNode)
    .map(row =>
      mapNode(row, {
        ...{ cluster, quorate },
        allocated: allocated && (allocated.get(row.node!) ?? NOTHING),
        address: addresses.get(row.node),
        version: nodeVersions?.get(row.node!),
        unavailableStorages:
          row.status === 'online' ? unavailable.get(row.node!) : undefined,
      }),
    )
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

function mapTopology(parts: ClusterParts): Topology {
  const { status, version } = parts.info;
  const ceph = parts.info.ceph?.ok ? parts.info.ceph.value : undefined;
  const clusterRow = status?.find(({ type }) => type === 'cluster');
  const quorate = quorateOf(parts.info);
  const nodes = mapNodes(parts);
  const storages = mapStorages(parts.rows, {
    cluster: parts.cluster,
    config: parts.info.storages,
  });
  const storage = toStorageTotal(storages);
  const totals = totalsOfNodes(nodes);
  // The disks of nodes are their root file systems, which hold no guests.
  delete totals.storage;
  const limitations = findLimitations(parts);
  const complete = findCompleteness(parts);
  return {
    ...(clusterRow?.name && { displayName: clusterRow.name }),
    ...(version && { version }),
    ...judgeCluster(nodes, { quorate, ceph }),
    nodes,
    storages,
    totals: { ...totals, ...(storage && { storage }) },
    complete: {
      nodes: complete.nodes,
      facts: complete.facts,
      storages: complete.storages,
    },
    ...(limitations.length > 0 && { limitations }),
    metadata: {
      ...(status && { topology: clusterRow ? 'cluster' : 'standalone' }),
      ...(quorate !== undefined && { quorate: quorate ? 'yes' : 'no' }),
      ...(ceph && toCephMetadata(ceph)),
    },
    identity: [...parts.identity],
    uids: certificatesOf(parts.identity),
  };
}

function mapWorkloadsReading(parts: ClusterParts): WorkloadsReading {
  const states = new Map(
    parts.rows.filter(isNode).map(({ node, status }) => [node, status]),
  );
  const limitations = findWorkloadLimitations(parts);
  return {
    items: parts.rows
      .filter(isGuest)
      .map(row => mapWorkload(row, states.get(row.node), parts)),
    complete: findCompleteness(parts).workloads,
    ...(limitations.length > 0 && { limitations }),
  };
}

/** Maps what was read of a cluster. */
export function mapCluster(parts: ClusterParts): ClusterReading {
  return {
    name: parts.cluster,
    topology: success(mapTopology(parts)),
    workloads: success(mapWorkloadsReading(parts)),
  };
}
