import { setImmediate as breathe } from 'node:timers/promises';
import type { Knex } from '../database';
import type { ChangeOptions } from './readChangeOptions';
import { CHANGE_ENTITIES, CHANGES } from './storedChange';

/** Rows of one transaction; SQLite runs no other statement at the same time. */
const BATCH = 500;

/** Transactions of one run; the next run goes on. */
const BATCHES = 400;

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

/** Deletes the changes that are too old, and the oldest of too many. */
export async function expireChanges(
  knex: Knex,
  options: ChangeOptions & { now: number; signal?: AbortSignal },
): Promise<void> {
  const { maxRows, now, retentionMs, signal } = options;
  const [newest] = await knex(CHANGES).max({ lastAt: 'last_at', id: 'id' });
  if (newest.id === null) return;
  // A clock that jumped ahead makes nothing old.
  const reference = Math.min(now, Number(newest.lastAt));
  const bounds: Bound[] = [
    ['last_at', reference - retentionMs],
    // Ids have few gaps; counting would read all rows.
    ['id', Number(newest.id) - maxRows + 1],
  ];
  let left = BATCHES;
  for (const bound of bounds.filter(([, below]) => Number.isFinite(below))) {
    let deleted = BATCH;
    while (deleted === BATCH && left > 0 && !signal?.aborted) {
      deleted = await deleteBatch(knex, bound);
      left -= 1;
      await breathe();
    }
  }
}
