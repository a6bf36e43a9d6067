import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  forEachSliced,
  type NodePast,
  nextTurn,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ClusterRecord } from '../../collector';
import { batchesOf, type Knex, type PluginDatabase } from '../../database';
import { ensureSeries, insertNewRows, toRow } from '../insertSamples';
import type { HistoryOptions } from '../readHistoryOptions';
import { DAY, floorTo, HOUR, TABLES, type Resolution } from '../types';
import { PAST_METRICS, pastRows } from './pastRows';

/** Platforms store more than that, but coarsely. */
const MAX_AGE = 7 * DAY;

/** A chart of a day does not show shorter intervals. */
const MIN_LENGTH = 180_000;

/** A cluster is new for so long; the hour of its first sample may begin before it. */
const NEW_MS = 2 * HOUR;

/** Clusters of one run; the next run goes on. */
const MAX_CLUSTERS = 5;

interface Target {
  resolution: Resolution;
  from: number;
  to: number;
  length: number;
  /** How many samples a row stands for. */
  samples: number;
}

interface BackfillOptions {
  database: PluginDatabase;
  history: HistoryOptions;
  logger: LoggerService;
  listRecords: () => ClusterRecord[];
  /** Undefined where the platform stores nothing, or another replica reads it. */
  readPast: (record: ClusterRecord) => Promise<NodePast[] | undefined>;
}

/** Gives clusters that are new to the plugin the past that their platform has stored. */
export class Backfill {
  readonly #options: BackfillOptions;
  /** Clusters that have a past, or failed. */
  readonly #done = new Set<string>();

  constructor(options: BackfillOptions) {
    this.#options = options;
  }

  /** Never rejects because of a platform. */
  async run(now: number, signal?: AbortSignal): Promise<void> {
    const { database, listRecords } = this.#options;
    let count = 0;
    for (const record of listRecords()) {
      const { name } = record.snapshot;
      if (this.#done.has(name)) continue;
      if (signal?.aborted || count === MAX_CLUSTERS) return;
      const state = await database.use('written', knex =>
        this.#stateOf(knex, name, now),
      );
      if (state === 'old') this.#done.add(name);
      if (typeof state !== 'number') continue;
      const past = await this.#read(record);
      if (!past) continue;
      this.#done.add(name);
      count += 1;
      await database.use('written', knex =>
        this.#write(knex, { cluster: name, past, now, first: state, signal }),
      );
    }
  }

  /** The time of the first sample, or whether there is none or a past already. */
  async #stateOf(
    knex: Knex,
    cluster: string,
    now: number,
  ): Promise<number | 'none' | 'old'> {
    const firstOf = async (resolution: Resolution) => {
      const series = knex('history_series')
        .select('id')
        .where({ cluster, node: '' });
      const [{ at }] = await knex(TABLES[resolution])
        .whereIn('series', series)
        .min({ at: 'at' });
      return at === null || at === undefined ? undefined : Number(at);
    };
    const [raw, hourly] = [await firstOf('raw'), await firstOf('hourly')];
    if (raw === undefined) return hourly === undefined ? 'none' : 'old';
    return Math.min(raw, hourly ?? raw) < now - NEW_MS ? 'old' : raw;
  }

  async #read(record: ClusterRecord): Promise<NodePast[] | undefined> {
    const { name } = record.snapshot;
    try {
      return await this.#options.readPast(record);
    } catch (error) {
      this.#done.add(name);
      const { code, name: kind } = error as Error & { code?: string };
      this.#options.logger.warn(
        `The past of the cluster '${name}' cannot be read: ${code ?? kind}`,
      );
      return undefined;
    }
  }

  async #write(
    knex: Knex,
    options: {
      cluster: string;
      past: readonly NodePast[];
      now: number;
      /** Time of the first sample. */
      first: number;
      signal?: AbortSignal;
    },
  ): Promise<void> {
    const { cluster, past, signal } = options;
    const nodes = ['', ...past.map(({ node }) => node)];
    const seriesOf = await ensureSeries(
      knex,
      cluster,
      nodes.flatMap(node => PAST_METRICS.map(metric => ({ node, metric }))),
    );
    for (const { resolution, samples, ...range } of this.#targets(options)) {
      const rows: Array<Record<string, number | null>> = [];
      await forEachSliced(pastRows(past, range), row => {
        const { at } = row;
        rows.push({ ...toRow(row, { series: seriesOf(row), at }), samples });
      });
      for (const batch of batchesOf(rows)) {
        if (signal?.aborted) return;
        await insertNewRows(knex, TABLES[resolution], batch);
        await nextTurn();
      }
    }
  }

  /** The running hour and day are made of the samples. */
  #targets({ first, now }: { first: number; now: number }): Target[] {
    const { retentionMs, sampleIntervalMs } = this.#options.history;
    const length = Math.max(sampleIntervalMs, MIN_LENGTH);
    const from = (age: number, unit: number) =>
      floorTo(now - Math.min(age, MAX_AGE), unit) + unit;
    return [
      {
        ...{ resolution: 'raw', length, samples: 1 },
        from: from(Math.min(retentionMs.raw, DAY), length),
        to: floorTo(first, length),
      },
      {
        ...{ resolution: 'hourly', length: HOUR },
        samples: Math.round(HOUR / sampleIntervalMs),
        from: from(retentionMs.hourly, HOUR),
        to: floorTo(now, HOUR),
      },
      {
        ...{ resolution: 'daily', length: DAY },
        samples: Math.round(DAY / sampleIntervalMs),
        from: from(retentionMs.daily, DAY),
        to: floorTo(now, DAY),
      },
    ];
  }
}
