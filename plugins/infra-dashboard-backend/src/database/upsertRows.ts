import { nextTurn } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { batchesOf } from './batches';
import { insertRows, type Value } from './insertRows';
import { isPostgres } from './isPostgres';
import type { Knex } from './Knex';

/**
 * SQLite runs a statement in this process, where rows with many columns and indexes hold the
 * event loop.
 */
const MAX_SQLITE_VALUES = 1_000;

/**
 * Inserts rows, or updates those with the same key, in statements that each hold the event
 * loop for milliseconds at most.
 *
 * @param options - `key`: columns of the primary key
 */
export async function upsertRows<T, R extends Record<string, Value>>(
  knex: Knex,
  options: {
    table: string;
    key: Array<keyof R & string>;
    items: readonly T[];
    toRow: (item: T) => R;
  },
): Promise<void> {
  const { items, key, table, toRow } = options;
  if (items.length === 0) return;
  const columns = Object.keys(toRow(items[0]));
  const updates = columns
    .filter(column => !key.includes(column))
    .map(column => `${column} = excluded.${column}`);
  const action =
    updates.length > 0 ? `do update set ${updates.join(', ')}` : 'do nothing';
  const size = isPostgres(knex)
    ? undefined
    : Math.ceil(MAX_SQLITE_VALUES / columns.length);
  for (const batch of batchesOf(items, size)) {
    await insertRows(knex, {
      table,
      rows: batch.map(toRow),
      suffix: `on conflict (${key.join(', ')}) ${action}`,
    });
    await nextTurn();
  }
}
