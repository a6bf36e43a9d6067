import type { ClusterRecord } from '../collector';
import type { Knex, PluginDatabase } from '../database';
import { collectSamples } from './collectSamples';
import { expire, forgetEmptySeries } from './expire';
import { findSampled, insertSamples } from './insertSamples';
import type { HistoryOptions } from './readHistoryOptions';
import { rollUp } from './rollUp';
import { DAY, floorTo, HOUR, RESOLUTIONS, TABLES } from './types';
import type { WorkloadUsage } from './workloads/WorkloadUsage';

/** Writes down what there is now, makes the past coarser and forgets what is too old. */
export class HistoryRecorder {
  readonly #database: PluginDatabase;
  readonly #history: HistoryOptions;
  readonly #listRecords: () => ClusterRecord[];
  readonly #workloads: Pick<WorkloadUsage, 'expire'>;

  constructor(options: {
    database: PluginDatabase;
    history: HistoryOptions;
    listRecords: () => ClusterRecord[];
    workloads: Pick<WorkloadUsage, 'expire'>;
  }) {
    this.#database = options.database;
    this.#history = options.history;
    this.#listRecords = options.listRecords;
    this.#workloads = options.workloads;
  }

  /**
   * One run. It may come at any time and any number of times: each cluster is sampled once in
   * each interval, as soon as there is something fresh of it.
   */
  async run(now: number, signal?: AbortSignal): Promise<void> {
    await this.#database.use('written', async knex => {
      await this.#sample(knex, { now, signal });
      // Only what is rolled up may be deleted, so the order matters.
      await rollUp(knex, {
        ...{ from: 'raw', to: 'hourly', length: HOUR, until: now, signal },
      });
      await rollUp(knex, {
        ...{ from: 'hourly', to: 'daily', length: DAY, until: now, signal },
      });
      await this.#expire(knex, { now, signal });
      await this.#workloads.expire(knex, { now, signal });
    });
  }

  async #sample(
    knex: Knex,
    options: { now: number; signal?: AbortSignal },
  ): Promise<void> {
    const { now, signal } = options;
    const { sampleIntervalMs } = this.#history;
    const at = floorTo(now, sampleIntervalMs);
    const sampled = await findSampled(knex, at);
    for (const record of this.#listRecords()) {
      if (signal?.aborted) return;
      const cluster = record.snapshot.name;
      const has = sampled.get(cluster) ?? new Set();
      // Nodes and workloads are read apart from each other, so either may come later.
      const hasTopology = has.size > (has.has('workloads') ? 1 : 0);
      const samples = collectSamples(record, { now, sampleIntervalMs }).filter(
        ({ metric }) =>
          metric === 'workloads' ? !has.has(metric) : !hasTopology,
      );
      if (samples.length > 0) {
        await insertSamples(knex, { cluster, at, samples });
      }
    }
  }

  async #expire(
    knex: Knex,
    options: { now: number; signal?: AbortSignal },
  ): Promise<void> {
    const { now, signal } = options;
    const { retentionMs } = this.#history;
    // Whole intervals of the next coarser table: half of one could not be recomputed.
    const lengths = { raw: HOUR, hourly: DAY, daily: DAY };
    let forgotten = 0;
    for (const resolution of RESOLUTIONS) {
      const age = retentionMs[resolution];
      const before = floorTo(now - age, lengths[resolution]);
      forgotten = await expire(knex, {
        ...{ table: TABLES[resolution], before, until: now, signal },
      });
    }
    if (forgotten > 0) await forgetEmptySeries(knex);
  }
}
