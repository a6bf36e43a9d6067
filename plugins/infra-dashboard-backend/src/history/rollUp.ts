import type { Knex } from '../database';
import { floorTo, TABLES, type Resolution } from './types';

interface RollUpOptions {
  from: Resolution;
  to: Resolution;
  /** Length of the coarser intervals in milliseconds. */
  length: number;
  /** Intervals that end until then are complete. */
  until: number;
  signal?: AbortSignal;
}

/** Weighted by samples: an hour with half of its samples counts half. */
const average = (column: string) =>
  `sum(${column} * samples) /
   nullif(sum(case when ${column} is null then 0 else samples end), 0)`;

/** Columns of several points made one. */
export const AGGREGATES = `
  ${average('used')} as used,
  max(coalesce(maximum, used)) as maximum,
  ${average('total')} as total,
  ${average('measured_total')} as measured_total,
  ${average('requested')} as requested,
  sum(samples) as samples`;

async function findMoment(
  knex: Knex,
  options: {
    table: string;
    which: 'min' | 'max';
    from?: number;
    before: number;
  },
): Promise<number | undefined> {
  const { before, from = 0, table, which } = options;
  const [{ at }] = await knex(table)
    .where('at', '>=', from)
    .andWhere('at', '<', before)
    [which]({ at: 'at' });
  // PostgreSQL gives big integers as text.
  return at === null || at === undefined ? undefined : Number(at);
}

/**
 * Begin of the first interval that is not rolled up. What lies before is in the coarser
 * table, what lies after is still to be made of the finer one. Intervals that begin at
 * `before` or later count for nothing, such as those of a clock that was fast.
 */
export async function rolledUpTo(
  knex: Knex,
  options: { to: Resolution; length: number; before: number },
): Promise<number> {
  const { before, length, to } = options;
  const last = await findMoment(knex, {
    ...{ table: TABLES[to], which: 'max', before },
  });
  return last === undefined ? 0 : last + length;
}

/**
 * Makes coarser points of finer ones, one interval after the other: each statement has its
 * bounds, whatever time was missed. The last interval is recomputed, for samples that
 * came late; it is only ever replaced by one out of more samples, so that neither a second
 * run nor one over points that are half deleted changes anything.
 */
export async function rollUp(
  knex: Knex,
  options: RollUpOptions,
): Promise<void> {
  const { from, length, signal, to, until } = options;
  const end = floorTo(until, length);
  const done = await rolledUpTo(knex, { to, length, before: end });
  if (done >= end) return;
  const [source, target] = [TABLES[from], TABLES[to]];
  let begin = Math.max(0, done - length);
  while (!signal?.aborted) {
    const first = await findMoment(knex, {
      ...{ table: source, which: 'min', from: begin, before: end },
    });
    if (first === undefined) return;
    const at = floorTo(first, length);
    begin = at + length;
    await knex.raw(
      `insert into ${target}
         (series, at, used, maximum, total, measured_total, requested, samples)
       select series, cast(? as bigint), ${AGGREGATES}
       from ${source} where at >= ? and at < ? group by series
       on conflict (series, at) do update set
         used = excluded.used, maximum = excluded.maximum, total = excluded.total,
         measured_total = excluded.measured_total,
         requested = excluded.requested, samples = excluded.samples
       where excluded.samples > ${target}.samples`,
      [at, at, begin],
    );
  }
}
