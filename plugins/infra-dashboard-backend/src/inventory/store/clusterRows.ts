import type { Topology } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { WorkloadsSummary } from '../../collector/types';
import type { Knex } from '../../database';
import type { NodeUsage } from './documents';

export const CLUSTERS = 'inventory_clusters';

/** The row of a cluster. */
export interface ClusterRow {
  id: number;
  provider: string;
  name: string;
  source: string;
  revision: number;
  removed_revision: number;
  since: number | string | null;
  topology_at: number | string | null;
  topology: string | null;
  topology_error: string | null;
  node_usage: string | null;
  workloads_at: number | string | null;
  workloads: string | null;
  workloads_error: string | null;
}

/** What of a cluster is written with each reading, in addition to its nodes and workloads. */
export type ClusterValues = Partial<
  Omit<ClusterRow, 'id' | 'provider' | 'name'>
>;

/** Numbers of PostgreSQL's `bigint` come as text. */
export function toNumber(value: number | string | null): number | undefined {
  return value === null ? undefined : Number(value);
}

export function toJson(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

export function storeTopology({ nodes, storages, ...topology }: Topology) {
  const usage: Record<string, NodeUsage> = {};
  for (const { id, cpu, memory, placement, storage } of nodes) {
    usage[id] = {
      ...{ cpu, memory },
      ...(placement && { placement }),
      ...(storage && { storage }),
    };
  }
  return {
    topology: JSON.stringify({
      ...topology,
      // Whether they were read at all; the storages themselves have rows.
      ...(storages && { storages: [] }),
    }),
    node_usage: JSON.stringify(usage),
  };
}

/** In one order, so that the same counts are the same text. */
function toPairs<V>(map: ReadonlyMap<string, V> | undefined) {
  return map && [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

export function storeWorkloadsPart(summary: WorkloadsSummary) {
  const { counts, countsByNode, states, ...part } = summary;
  return {
    workloads: JSON.stringify({
      ...{ ...part, counts },
      countsByNode: toPairs(countsByNode),
      states: toPairs(states),
    }),
  };
}

export function findClusters(
  knex: Knex,
  provider: string,
): Promise<ClusterRow[]> {
  return knex<ClusterRow>(CLUSTERS).where({ provider }).orderBy('name');
}

/** The row of a cluster, which is inserted where there is none. */
export async function findOrInsertCluster(
  knex: Knex,
  key: Pick<ClusterRow, 'provider' | 'name' | 'source'>,
): Promise<ClusterRow> {
  const { provider, name } = key;
  await knex(CLUSTERS).insert(key).onConflict(['provider', 'name']).ignore();
  return (await knex<ClusterRow>(CLUSTERS).where({ provider, name }).first())!;
}

/** @throws where another replica has written since the row was read */
export async function updateCluster(
  knex: Knex,
  { id, revision }: ClusterRow,
  values: ClusterValues,
): Promise<void> {
  const updated = await knex(CLUSTERS).where({ id, revision }).update(values);
  if (updated === 0) throw new Error('The cluster was written meanwhile');
}
