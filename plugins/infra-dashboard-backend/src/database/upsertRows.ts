import { setImmediate as breathe } from 'node:timers/promises';
import { batchesOf, placeholders } from './batches';
import type { Knex } from './openDatabase';

type Value = string | number | null;

/**
 * Inserts rows, or updates those with the same key, in statements that each hold the event
 * loop for milliseconds at most.
 *
 * @param options - `key`: columns of the primary key
 */
export async function upsertRows<R extends Record<string, Value>>(
  knex: Knex,
  options: { table: string; key: Array<keyof R & string>; rows: readonly R[] },
): Promise<void> {
  const { key, rows, table } = options;
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]);
  const updates = columns
    .filter(column => !key.includes(column))
    .map(column => `${column} = excluded.${column}`);
  for (const batch of batchesOf(rows)) {
    await knex.raw(
      `insert into ${table} (${columns.join(', ')})
       values ${placeholders(batch.length, columns.length)}
       on conflict (${key.join(', ')}) do update set ${updates.join(', ')}`,
      batch.flatMap(row => columns.map(column => row[column])),
    );
    await breathe();
  }
}
