import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  forEachSliced,
  type Clock,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { upsertRows, type Knex, type PluginDatabase } from '../../database';
import type { Intervals } from '../chooseIntervals';
import { expire } from '../expire';
import type { HistoryOptions } from '../readHistoryOptions';
import type { Point } from '../readPoints';
import { floorTo, USAGE_STEP } from '../types';
import { averagePoints } from './averagePoints';
import { SERIES_END, seriesOf } from './seriesOf';

const TABLE = 'history_workloads';

/** The workloads of a cluster as they were read last. */
export interface UsageSample {
  cluster: string;
  items: readonly Workload[];
  /** Milliseconds since the epoch. */
  observedAt: number | undefined;
  /** How many workloads all clusters have. */
  total: number;
}

interface Row {
  at: number;
  series: number;
  cpu: number | null;
  memory: number | null;
}

/** The last hours of each workload, in steps of five minutes. */
export class WorkloadUsage {
  readonly #clock: Clock;
  readonly #database: PluginDatabase;
  readonly #history: HistoryOptions;
  /** When each cluster was sampled last. */
  readonly #sampled = new Map<string, number>();

  constructor(options: {
    clock: Clock;
    database: PluginDatabase;
    history: HistoryOptions;
  }) {
    this.#clock = options.clock;
    this.#database = options.database;
    this.#history = options.history;
  }

  get #isOff(): boolean {
    return !this.#history.enabled || this.#history.workloads.max === 0;
  }

  /** Stores the first fresh reading of each interval. Never rejects: a failure is logged. */
  async sample(sample: UsageSample): Promise<void> {
    const { cluster, observedAt = -Infinity, total } = sample;
    const now = this.#clock.now();
    const at = floorTo(now, USAGE_STEP);
    if (this.#isOff || now - observedAt >= USAGE_STEP) return;
    if (this.#sampled.get(cluster) === at) return;
    const items = await this.#rowsOf(sample.items, { at, cluster, total });
    try {
      await this.#database.use('written', knex =>
        upsertRows(knex, {
          ...{ table: TABLE, key: ['at', 'series'], items },
          toRow: row => ({ ...row }),
        }),
      );
      this.#sampled.set(cluster, at);
    } catch {
      // The next reading tries again.
    }
  }

  /** @throws ServiceUnavailableError where the database cannot be read */
  async read(
    workload: { cluster: string; id: string },
    intervals: Pick<Intervals, 'from' | 'to' | 'length'>,
  ): Promise<Record<'cpu' | 'memory', Point[]>> {
    if (this.#isOff) return { cpu: [], memory: [] };
    const series = seriesOf(workload.cluster, workload.id);
    const oldest = this.#clock.now() - this.#history.workloads.retentionMs;
    const times: number[] = [];
    const from = floorTo(Math.max(intervals.from, oldest), USAGE_STEP);
    for (let at = from; at < intervals.to; at += USAGE_STEP) times.push(at);
    const rows: Row[] = await this.#database.serve(knex =>
      // Each time is looked up in the index; a range would read the rows of all workloads.
      knex(TABLE)
        .select('at', 'cpu', 'memory')
        .where({ series })
        .whereIn('at', times)
        .orderBy('at'),
    );
    return {
      cpu: averagePoints(rows, 'cpu', intervals.length),
      memory: averagePoints(rows, 'memory', intervals.length),
    };
  }

  /** Deletes what is too old. */
  async expire(
    knex: Knex,
    options: { now: number; signal?: AbortSignal },
  ): Promise<void> {
    const { now, signal } = options;
    const before = floorTo(
      now - this.#history.workloads.retentionMs,
      USAGE_STEP,
    );
    await expire(knex, { table: TABLE, before, until: now, signal });
  }

  /** Of more workloads than may be stored a part, which is the same each time. */
  async #rowsOf(
    items: readonly Workload[],
    options: { at: number; cluster: string; total: number },
  ): Promise<Row[]> {
    const { at, cluster, total } = options;
    const { max } = this.#history.workloads;
    const end = total > max ? (max / total) * SERIES_END : SERIES_END;
    const rows = new Map<number, Row>();
    await forEachSliced(items, ({ cpu, id, memory }) => {
      if (cpu.usage === undefined && memory.used === undefined) return;
      const series = seriesOf(cluster, id);
      if (series >= end) return;
      rows.set(series, {
        ...{ at, series },
        cpu: cpu.usage ?? null,
        memory: memory.used ?? null,
      });
    });
    return [...rows.values()];
  }
}
