import { nextTurn } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { batchesOf, upsertRows, type Knex } from '../../database';
import { toNumber } from './clusterRows';
import type { ObjectTimes } from './documents';
import type { Difference } from './Ledger';

export const NODES = 'inventory_nodes';

export const WORKLOADS = 'inventory_workloads';

export const STORAGES = 'inventory_storages';

export type ObjectTable = typeof NODES | typeof WORKLOADS | typeof STORAGES;

/** The row of a node, storage or workload. */
export interface ObjectRow {
  cluster: number;
  id: string;
  revision: number;
  since: number | string | null;
  started_at: number | string | null;
  missing_since: number | string | null;
  document: string;
  /** Only of workloads. */
  labels?: string | null;
}

/** The times of a row, as what it holds is loaded with. */
export function timesOf(
  row: Pick<ObjectRow, 'since' | 'started_at'>,
  at: number,
): ObjectTimes {
  const { since, started_at: startedAt } = row;
  return { at, since: toNumber(since), startedAt: toNumber(startedAt) };
}

const PAGE = 500;

/** Reads the rows of a cluster in pages, so that none holds the event loop for long. */
export async function* readPages<R extends { id: string }>(
  knex: Knex,
  options: {
    table: string;
    cluster: number;
    afterRevision?: number;
    columns?: Array<keyof R & string>;
  },
): AsyncGenerator<R[]> {
  const { afterRevision, cluster, columns = [], table } = options;
  let after = '';
  for (;;) {
    const query = knex(table)
      .select(...columns)
      .where({ cluster })
      .andWhere('id', '>', after)
      .orderBy('id')
      .limit(PAGE);
    if (afterRevision !== undefined) {
      query.andWhere('revision', '>', afterRevision);
    }
    const rows: R[] = await query;
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    after = rows[rows.length - 1].id;
    await nextTurn();
  }
}

/** Ids of all objects of a cluster. */
export async function readIds(
  knex: Knex,
  table: ObjectTable,
  cluster: number,
): Promise<Set<string>> {
  const rows: Array<{ id: string }> = await knex(table)
    .select('id')
    .where({ cluster });
  return new Set(rows.map(({ id }) => id));
}

/** Deletes rows of objects, in batches. */
export async function deleteObjects(
  knex: Knex,
  options: { table: string; cluster: number; ids: string[] },
): Promise<void> {
  const { cluster, ids, table } = options;
  for (const batch of batchesOf(ids)) {
    await knex(table).where({ cluster }).whereIn('id', batch).delete();
    await nextTurn();
  }
}

/** Writes a difference; the caller's transaction makes it all or nothing. */
export async function writeDifference<T extends { id: string; since?: string }>(
  knex: Knex,
  options: {
    table: ObjectTable;
    cluster: number;
    revision: number;
    at: number;
    difference: Difference<T>;
    /** What rows of this table can be filtered and sorted by. */
    toColumns?: (item: T) => Record<string, string | number | null>;
  },
): Promise<void> {
  const { at, cluster, difference, revision, table, toColumns } = options;
  await upsertRows(knex, {
    table,
    key: ['cluster', 'id'],
    items: difference.upserts,
    toRow: ({ item, document, startedAt }) => ({
      ...{ cluster, id: item.id, revision },
      ...toTimes({ since: item.since, startedAt }),
      document,
      ...toColumns?.(item),
    }),
  });
  const ids = [...difference.removed, ...difference.forgotten].map(
    ({ item }) => item.id,
  );
  await deleteObjects(knex, { table, cluster, ids });
  await markMissing(knex, {
    ...{ table, cluster, revision, at },
    ids: difference.missing.map(({ item }) => item.id),
  });
}

/** The times of an object that is there, as its row has them. */
export function toTimes(times: { since?: string; startedAt?: number }) {
  const { since, startedAt } = times;
  return {
    since: since === undefined ? null : Date.parse(since),
    started_at: startedAt ?? null,
    missing_since: null,
  };
}

/** Marks rows of objects that an incomplete list lacks, in batches. */
export async function markMissing(
  knex: Knex,
  options: {
    table: ObjectTable;
    cluster: number;
    revision: number;
    at: number;
    ids: string[];
  },
): Promise<void> {
  const { at, cluster, ids, revision, table } = options;
  for (const batch of batchesOf(ids)) {
    await knex(table)
      .where({ cluster })
      .whereIn('id', batch)
      .update({ missing_since: at, revision });
    await nextTurn();
  }
}
