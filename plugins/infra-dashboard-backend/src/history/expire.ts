import { nextTurn } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { hasPassed, type Knex } from '../database';
import { TABLES } from './types';

/** Rows of one statement; SQLite runs no other statement at the same time. */
const BATCH = 2_000;

/** Statements of one run; the next run goes on. */
const BATCHES = 100;

/**
 * Deletes points of a table that lie before a moment, in batches; none where the time from
 * then until now has not really passed.
 *
 * @returns how many were deleted
 */
export async function expire(
  knex: Knex,
  options: {
    table: string;
    before: number;
    until: number;
    signal?: AbortSignal;
  },
): Promise<number> {
  const { before, signal, table, until } = options;
  const oldest = await knex(table).where('at', '<', before).first('at');
  const window = { table, column: 'at', from: before, until };
  if (!oldest || !(await hasPassed(knex, window))) return 0;
  let deleted = 0;
  for (let batch = 0; batch < BATCHES && !signal?.aborted; batch += 1) {
    const count = await knex(table)
      .whereIn(
        ['series', 'at'],
        knex(table)
          .select('series', 'at')
          .where('at', '<', before)
          .orderBy('at')
          .limit(BATCH),
      )
      .delete();
    deleted += count;
    if (count < BATCH) break;
    await nextTurn();
  }
  return deleted;
}

/** Forgets the names of what no point is left of. */
export async function forgetEmptySeries(knex: Knex): Promise<void> {
  let query = knex('history_series');
  for (const table of Object.values(TABLES)) {
    query = query.whereNotExists(
      knex(table).select(knex.raw('1')).whereRaw('series = history_series.id'),
    );
  }
  await query.delete();
}
