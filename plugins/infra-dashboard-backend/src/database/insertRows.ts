import { placeholders } from './batches';
import type { Knex } from './Knex';

/** What a column can hold. */
export type Value = string | number | null;

/**
 * Inserts rows in one statement, which knex itself makes slow for SQLite. More rows than a
 * batch hold the event loop.
 *
 * @param options - `suffix`: such as `on conflict (id) do nothing`
 * @returns what the statement returns
 */
export async function insertRows<R extends Record<string, Value>>(
  knex: Knex,
  options: { table: string; rows: readonly R[]; suffix: string },
): Promise<Array<Record<string, Value>>> {
  const { rows, suffix, table } = options;
  const columns = Object.keys(rows[0]);
  const result = await knex.raw(
    `insert into ${table} (${columns.join(', ')})
     values ${placeholders(rows.length, columns.length)}
     ${suffix}`,
    rows.flatMap(row => columns.map(column => row[column])),
  );
  return Array.isArray(result) ? result : result.rows;
}
