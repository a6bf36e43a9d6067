import { nextTurn } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { hasPassed, type Knex } from '../database';
import type { ChangeOptions } from './readChangeOptions';
import { CHANGE_ENTITIES, CHANGES } from './storedChange';

/** Rows of one transaction; SQLite runs no other statement at the same time. */
const BATCH = 500;

/** Transactions of one run; the next run goes on. */
const BATCHES = 400;

/** Rows of one step of a count. */
const STEP = 10_000;

type Bound = [column: 'last_at' | 'id', below: number];

async function deleteBatch(
  knex: Knex,
  [column, below]: Bound,
): Promise<number> {
  return knex.transaction(async trx => {
    const ids: Array<number | string> = await trx(CHANGES)
      .where(column, '<', below)
      .orderBy(column)
      .limit(BATCH)
      .pluck('id');
    await trx(CHANGE_ENTITIES).whereIn('change', ids).delete();
    await trx(CHANGES).whereIn('id', ids).delete();
    return ids.length;
  });
}

/**
 * The id of the last of the newest rows, undefined where there are fewer. Ids alone do not say
 * how many there are: on PostgreSQL a write that is rolled back leaves a gap.
 */
async function findLastKept(
  knex: Knex,
  options: { maxRows: number; signal?: AbortSignal },
): Promise<number | undefined> {
  const { maxRows, signal } = options;
  let id = Infinity;
  for (let left = maxRows; left > 0; left -= STEP) {
    if (signal?.aborted) return undefined;
    const query = knex(CHANGES)
      .orderBy('id', 'desc')
      .offset(Math.min(left, STEP) - 1)
      .limit(1);
    if (Number.isFinite(id)) query.where('id', '<', id);
    const [found]: Array<number | string> = await query.pluck('id');
    if (found === undefined) return undefined;
    id = Number(found);
    await nextTurn();
  }
  return id;
}

/** Deletes the changes that are too old, and the oldest of too many. */
export async function expireChanges(
  knex: Knex,
  options: ChangeOptions & { now: number; signal?: AbortSignal },
): Promise<void> {
  const { maxRows, now, retentionMs, signal } = options;
  const [newest] = await knex(CHANGES).max({ lastAt: 'last_at' });
  if (newest.lastAt === null) return;
  // Where nothing changes, nothing gets old.
  const reference = Math.min(now, Number(newest.lastAt));
  let left = BATCHES;
  const deleteBelow = async (bound: Bound) => {
    let deleted = BATCH;
    while (deleted === BATCH && left > 0 && !signal?.aborted) {
      deleted = await deleteBatch(knex, bound);
      left -= 1;
      await nextTurn();
    }
  };
  const from = reference - retentionMs;
  const window = { table: CHANGES, column: 'last_at', from, until: reference };
  if (Number.isFinite(retentionMs) && (await hasPassed(knex, window))) {
    await deleteBelow(['last_at', from]);
  }
  // Apart from each other: SQLite would read all rows for both in one statement.
  const [{ first }] = await knex(CHANGES).min({ first: 'id' });
  const [{ last }] = await knex(CHANGES).max({ last: 'id' });
  // Without gaps it would be too many; only then they are counted.
  if (Number(last) - Number(first) < maxRows) return;
  const lastKept = await findLastKept(knex, { maxRows, signal });
  if (lastKept !== undefined) await deleteBelow(['id', lastKept]);
}
