import type { Knex } from '../database';
import { AGGREGATES, rolledUpTo } from './rollUp';
import { DAY, HOUR, TABLES, type Resolution, type SampleMetric } from './types';

/** What is known of one interval. */
export interface Point {
  /** Begin of the interval in milliseconds. */
  at: number;
  used?: number;
  maximum?: number;
  total?: number;
  measuredTotal?: number;
  requested?: number;
}

export interface PointsOfSeries<Metric extends SampleMetric = SampleMetric> {
  cluster: string;
  /** Empty: of the cluster itself. */
  node: string;
  metric: Metric;
  points: Point[];
}

export interface PointsQuery<Metric extends SampleMetric = SampleMetric> {
  /** Default: all clusters. */
  cluster?: string;
  /** Names of nodes or ids of storages; an empty one: the cluster itself. */
  nodes: readonly string[];
  metrics: readonly Metric[];
  resolution: Resolution;
  /** Length of the intervals of the response in milliseconds. */
  length: number;
  /** Milliseconds; a multiple of the length. */
  from: number;
  /** Milliseconds; not included. */
  to: number;
}

interface Row<Metric> {
  cluster: string;
  node: string;
  metric: Metric;
  bucket: number | string;
  used: number | null;
  maximum: number | null;
  total: number | null;
  measured_total: number | null;
  requested: number | null;
}

/**
 * From when on each table is read: what is not rolled up yet is made of the finer points, so
 * that the coarser ones reach until now.
 */
async function planTables(
  knex: Knex,
  { resolution, from, to }: PointsQuery,
): Promise<Array<{ table: string; from: number; to: number }>> {
  const plan = [];
  let begin = from;
  if (resolution === 'daily') {
    const end = await rolledUpTo(knex, {
      to: 'daily',
      length: DAY,
      before: to,
    });
    plan.push({ table: TABLES.daily, from: begin, to: Math.min(to, end) });
    begin = Math.max(begin, end);
  }
  if (resolution !== 'raw') {
    const end = await rolledUpTo(knex, {
      to: 'hourly',
      length: HOUR,
      before: to,
    });
    plan.push({ table: TABLES.hourly, from: begin, to: Math.min(to, end) });
    begin = Math.max(begin, end);
  }
  plan.push({ table: TABLES.raw, from: begin, to });
  return plan.filter(part => part.from < part.to);
}

function toPoint(row: Row<SampleMetric>): Point {
  const { used, maximum, total, measured_total: measuredTotal } = row;
  const { requested } = row;
  return {
    at: Number(row.bucket),
    ...(used !== null && { used }),
    ...(maximum !== null && { maximum }),
    ...(total !== null && { total }),
    ...(measuredTotal !== null && { measuredTotal }),
    ...(requested !== null && { requested }),
  };
}

/** Points in the order of time, made coarser by the database, in one query. */
export async function readPoints<Metric extends SampleMetric>(
  knex: Knex,
  query: PointsQuery<Metric>,
): Promise<PointsOfSeries<Metric>[]> {
  const { cluster, length, metrics, nodes } = query;
  const series = knex('history_series')
    .select('id')
    .where({ ...(cluster !== undefined && { cluster }) })
    .whereIn('node', [...nodes])
    .whereIn('metric', [...metrics]);
  const [first, ...others] = (await planTables(knex, query)).map(
    ({ table, from, to }) =>
      knex(table)
        .select('series', 'at', 'used', 'maximum', 'total')
        .select('measured_total', 'requested', 'samples')
        .whereIn('series', series)
        .andWhere('at', '>=', from)
        .andWhere('at', '<', to),
  );
  if (!first) return [];
  const names = ['cluster', 'node', 'metric'].map(
    name => `history_series.${name}`,
  );
  const rows: Row<Metric>[] = await knex
    .select(...names)
    .select(knex.raw(`at - (at % ?) as bucket, ${AGGREGATES}`, [length]))
    .from(first.unionAll(others).as('points'))
    .join('history_series', 'history_series.id', 'points.series')
    .groupBy(...names, 'bucket')
    .orderBy('bucket');
  const found = new Map<string, PointsOfSeries<Metric>>();
  for (const row of rows) {
    const { cluster: of, metric, node } = row;
    const key = JSON.stringify([of, node, metric]);
    const one = found.get(key) ?? { cluster: of, node, metric, points: [] };
    one.points.push(toPoint(row));
    found.set(key, one);
  }
  return [...found.values()];
}
