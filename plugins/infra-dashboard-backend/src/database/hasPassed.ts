import type { Knex } from './Knex';

/** A time counts as passed when rows of this many of its parts are stored. */
const PARTS = 24;
const MIN_PARTS = 3;

/**
 * Whether a time has really passed. A clock that jumps ahead leaves a gap without rows, and
 * what was stored before the gap must not count as old because of it.
 *
 * @param options - `column`: holds milliseconds since the epoch and has an index
 */
export async function hasPassed(
  knex: Knex,
  options: { table: string; column: string; from: number; until: number },
): Promise<boolean> {
  const { column, from, table, until } = options;
  const length = (until - from) / PARTS;
  let found = 0;
  for (let part = PARTS - 1; part >= 0; part -= 1) {
    const begin = from + part * length;
    const row = await knex(table)
      .select(knex.raw('1'))
      .where(column, '>=', Math.floor(begin))
      .andWhere(column, '<', Math.floor(begin + length) + 1)
      .first();
    if (row) found += 1;
    if (found >= MIN_PARTS) return true;
  }
  return false;
}
