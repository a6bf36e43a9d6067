import { batchesOf, insertRows, type Knex } from '../database';
import { TABLES, type Sample, type SampleMetric } from './types';

const keyOf = (node: string, metric: string) => JSON.stringify([node, metric]);

async function findSeries(
  knex: Knex,
  cluster: string,
): Promise<Map<string, number>> {
  const rows: Array<{ id: number; node: string; metric: string }> = await knex(
    'history_series',
  )
    .select('id', 'node', 'metric')
    .where({ cluster });
  return new Map(rows.map(row => [keyOf(row.node, row.metric), row.id]));
}

/** The numbers of series, which are made where they are missing. */
export async function ensureSeries(
  knex: Knex,
  cluster: string,
  wanted: ReadonlyArray<Pick<Sample, 'node' | 'metric'>>,
): Promise<(of: Pick<Sample, 'node' | 'metric'>) => number> {
  let series = await findSeries(knex, cluster);
  const added = wanted.filter(
    ({ metric, node }) => !series.has(keyOf(node, metric)),
  );
  for (const batch of batchesOf(added)) {
    await insertRows(knex, {
      table: 'history_series',
      rows: batch.map(({ node, metric }) => ({ cluster, node, metric })),
      suffix: 'on conflict (cluster, node, metric) do nothing',
    });
  }
  if (added.length > 0) series = await findSeries(knex, cluster);
  return ({ metric, node }) => series.get(keyOf(node, metric))!;
}

/** A sample as a row of any resolution. */
export function toRow(sample: Sample, key: { series: number; at: number }) {
  return {
    ...key,
    used: sample.used ?? null,
    total: sample.total ?? null,
    measured_total: sample.measuredTotal ?? null,
    requested: sample.requested ?? null,
  };
}

/** Writes rows; what was written for the same moment stays. */
export async function insertNewRows(
  knex: Knex,
  table: string,
  rows: ReadonlyArray<Record<string, number | null>>,
): Promise<void> {
  await insertRows(knex, {
    ...{ table, rows },
    suffix: 'on conflict (series, at) do nothing',
  });
}

/**
 * Writes what a cluster has at one moment, all of it or nothing. What was written for the
 * same moment stays, so that a second run changes nothing.
 */
export async function insertSamples(
  knex: Knex,
  options: { cluster: string; at: number; samples: Sample[] },
): Promise<void> {
  const { at, cluster, samples } = options;
  await knex.transaction(async transaction => {
    const seriesOf = await ensureSeries(transaction, cluster, samples);
    for (const batch of batchesOf(samples)) {
      const rows = batch.map(sample =>
        toRow(sample, { series: seriesOf(sample), at }),
      );
      await insertNewRows(transaction, TABLES.raw, rows);
    }
  });
}

/** Metrics that have samples at one time, by cluster. */
export async function findSampled(
  knex: Knex,
  at: number,
): Promise<Map<string, Set<SampleMetric>>> {
  const rows: Array<{ cluster: string; metric: SampleMetric }> = await knex(
    'history_series',
  )
    .select('cluster', 'metric')
    .where({ node: '' })
    .whereIn('id', knex(TABLES.raw).select('series').where({ at }));
  const sampled = new Map<string, Set<SampleMetric>>();
  for (const { cluster, metric } of rows) {
    const metrics = sampled.get(cluster) ?? new Set();
    sampled.set(cluster, metrics.add(metric));
  }
  return sampled;
}
