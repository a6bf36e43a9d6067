import type {
  NodeStatus,
  StorageStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { parseSnapshot } from './parseSnapshot';
import type { ClusterSnapshot } from '../../collector/types';
import type { Knex } from '../../database';
import { toNumber, type ClusterRow } from './clusterRows';
import { loadNode, loadStorage, type NodeUsage } from './documents';
import {
  NODES,
  readPages,
  STORAGES,
  timesOf,
  type ObjectRow,
  type ObjectTable,
} from './objectRows';
import { countStored } from './workloadRows';

/** A row with the object that it holds. */
export interface LoadedObject<T> {
  row: ObjectRow;
  item: T;
}

export interface LoadedCluster {
  /** What may be shown; without what incomplete lists lack. */
  snapshot: ClusterSnapshot;
  nodes: LoadedObject<NodeStatus>[];
  storages: LoadedObject<StorageStatus>[];
}

async function readObjects(
  knex: Knex,
  options: {
    table: ObjectTable;
    cluster: number;
    afterRevision: number | undefined;
    load: (row: ObjectRow) => unknown;
  },
): Promise<{ rows: ObjectRow[]; values: unknown[] }> {
  const { afterRevision, cluster, load, table } = options;
  const rows: ObjectRow[] = [];
  const values: unknown[] = [];
  for await (const page of readPages<ObjectRow>(knex, {
    ...{ table, cluster, afterRevision },
  })) {
    await forEachSliced(page, row => {
      rows.push(row);
      values.push(load(row));
    });
  }
  return { rows, values };
}

const parse = (text: string | null) =>
  text === null ? undefined : JSON.parse(text);

/**
 * What is stored of a cluster, without its workloads, of which there may be many.
 *
 * @param options - `afterRevision`: only the rows that were written after that
 * @returns undefined where anything has a shape that this version does not know
 */
export async function loadCluster(
  knex: Knex,
  row: ClusterRow,
  options: { afterRevision?: number } = {},
): Promise<LoadedCluster | undefined> {
  const { afterRevision } = options;
  const { id: cluster, name } = row;
  const topologyAt = toNumber(row.topology_at);
  const workloadsAt = toNumber(row.workloads_at);
  const nodeUsage: Record<string, NodeUsage> = parse(row.node_usage) ?? {};
  const nodes = await readObjects(knex, {
    ...{ table: NODES, cluster, afterRevision },
    load: one =>
      loadNode(one.document, {
        usage: nodeUsage[one.id],
        times: timesOf(one, topologyAt ?? 0),
      }),
  });
  const storages = await readObjects(knex, {
    ...{ table: STORAGES, cluster, afterRevision },
    load: one => loadStorage(one.document, toNumber(one.since)),
  });
  const topology = parse(row.topology);
  const workloads = parse(row.workloads);
  const snapshot = await parseSnapshot({
    name,
    topology: {
      data: topology && {
        ...topology,
        nodes: nodes.values,
        // A reading that failed to read them leaves the rows.
        ...((topology.storages || storages.rows.length > 0) && {
          storages: storages.values,
        }),
      },
      observedAt: topologyAt,
      error: parse(row.topology_error),
    },
    workloads: {
      data: workloads,
      ...(workloads && { observedAt: workloadsAt }),
      error: parse(row.workloads_error),
    },
  });
  if (!snapshot) return undefined;
  const pair = <T>(rows: ObjectRow[], items: T[] = []) =>
    items.map((item, index) => ({ row: rows[index], item }));
  const loaded = {
    nodes: pair(nodes.rows, snapshot.topology.data?.nodes),
    storages: pair(storages.rows, snapshot.topology.data?.storages),
  };
  const present = <T>(objects: LoadedObject<T>[]) =>
    objects
      .filter(({ row: { missing_since: missing } }) => missing === null)
      .map(({ item }) => item);
  const since = toNumber(row.since);
  if (since !== undefined) snapshot.since = new Date(since).toISOString();
  if (snapshot.topology.data) {
    snapshot.topology.data.nodes = present(loaded.nodes);
    if (snapshot.topology.data.storages) {
      snapshot.topology.data.storages = present(loaded.storages);
    }
  }
  const { data } = snapshot.workloads;
  if (data && !data.counts) {
    Object.assign(data, await countStored(knex, cluster));
  }
  return { snapshot, ...loaded };
}
