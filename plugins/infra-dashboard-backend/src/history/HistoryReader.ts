import {
  HISTORY_METRICS,
  type History,
  type HistoryForecast,
  type HistoryMetric,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type {
  HistoryList,
  HistoryListQuery,
  HistoryQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { Knex, PluginDatabase } from '../database';
import { chooseIntervals, MAX_POINTS, type Intervals } from './chooseIntervals';
import { forecast } from './forecast';
import type { HistoryOptions } from './readHistoryOptions';
import { readPoints, type PointsOfSeries } from './readPoints';
import { describeRange, toSeries } from './toSeries';
import { DAY, floorTo, HOUR } from './types';

/** Most points of a series that is drawn small. */
const MAX_SMALL_POINTS = 58;

/** How far back a forecast looks, in intervals of each length. */
const FORECAST_WINDOWS = {
  daily: { length: DAY, window: 90 * DAY },
  hourly: { length: HOUR, window: 30 * DAY },
};

/** Reads the history; it is empty where the history is off. */
export class HistoryReader {
  readonly #database: PluginDatabase;
  readonly #history: HistoryOptions;
  readonly #now: () => number;

  constructor(options: {
    database: PluginDatabase;
    history: HistoryOptions;
    now?: () => number;
  }) {
    this.#database = options.database;
    this.#history = options.history;
    this.#now = options.now ?? Date.now;
  }

  /**
   * @param options - `hidden`: metrics that the caller may not see
   * @throws InputError where the range is wrong
   */
  async readCluster(
    cluster: string,
    query: HistoryQuery,
    { hidden = [] }: { hidden?: readonly HistoryMetric[] } = {},
  ): Promise<History> {
    const { node } = query;
    const now = this.#now();
    const intervals = this.#choose(query, { now, maxPoints: MAX_POINTS });
    const metrics = (query.metric ? [query.metric] : HISTORY_METRICS).filter(
      metric => !hidden.includes(metric),
    );
    const of = { cluster, node: node ?? '', metrics };
    const series = await this.#query(async knex => {
      const found = await readPoints(knex, { ...of, ...intervals });
      const forecasts = await this.#forecast(knex, { ...of, now });
      return metrics.flatMap(metric => {
        const points = found.find(one => one.metric === metric)?.points;
        if (!points) return [];
        const expected = forecasts.get(metric);
        return [
          {
            ...toSeries(metric, points),
            ...(expected && { forecast: expected }),
          },
        ];
      });
    });
    return {
      cluster,
      ...(node !== undefined && { node }),
      ...describeRange(intervals),
      series: series ?? [],
    };
  }

  /**
   * One metric of these clusters, in few points.
   *
   * @throws InputError where the range is wrong
   */
  async readClusters(
    clusters: string[],
    query: HistoryListQuery,
    { hidden = [] }: { hidden?: readonly HistoryMetric[] } = {},
  ): Promise<HistoryList> {
    const { metric } = query;
    const metrics = [metric].filter(one => !hidden.includes(one));
    const now = this.#now();
    const intervals = this.#choose(query, { now, maxPoints: MAX_SMALL_POINTS });
    const found = await this.#query(knex =>
      readPoints(knex, { node: '', metrics, ...intervals }),
    );
    const byCluster = new Map<string, PointsOfSeries>(
      found?.map(one => [one.cluster, one]),
    );
    const items = clusters.map(cluster => {
      const points = byCluster.get(cluster)?.points;
      return {
        cluster,
        ...describeRange(intervals),
        series: points ? [toSeries(metric, points)] : [],
      };
    });
    return { items };
  }

  #choose(
    query: { from?: string; to?: string },
    options: { now: number; maxPoints: number },
  ): Intervals {
    return chooseIntervals(query, { ...options, history: this.#history });
  }

  /** Of memory and storage; CPU is never full for good. */
  async #forecast(
    knex: Knex,
    options: {
      cluster: string;
      node: string;
      metrics: readonly HistoryMetric[];
      now: number;
    },
  ): Promise<Map<HistoryMetric, HistoryForecast>> {
    const { cluster, node, now } = options;
    const metrics = options.metrics.filter(
      metric => metric === 'memory' || metric === 'storage',
    );
    if (metrics.length === 0) return new Map();
    const read = async (resolution: keyof typeof FORECAST_WINDOWS) => {
      const { length, window } = FORECAST_WINDOWS[resolution];
      const found = await readPoints(knex, {
        ...{ cluster, node, metrics, resolution, length },
        from: floorTo(now - window, length),
        to: now,
      });
      return (metric: HistoryMetric) =>
        found.find(one => one.metric === metric)?.points ?? [];
    };
    const [daily, hourly] = [await read('daily'), await read('hourly')];
    return new Map(
      metrics.flatMap(metric => {
        const past = { daily: daily(metric), hourly: hourly(metric) };
        const expected = forecast(past, { now });
        return expected ? [[metric, expected]] : [];
      }),
    );
  }

  /** Undefined where the history is off. */
  async #query<T>(work: (knex: Knex) => Promise<T>): Promise<T | undefined> {
    if (!this.#history.enabled) return undefined;
    return this.#database.serve(work);
  }
}
