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
import {
  systemClock,
  type Clock,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Knex, PluginDatabase } from '../database';
import { chooseIntervals, MAX_POINTS, type Intervals } from './chooseIntervals';
import {
  FORECAST_METRICS,
  forecastsBy,
  forecastSeries,
  type Forecasts,
} from './forecastSeries';
import type { HistoryOptions } from './readHistoryOptions';
import { readPoints, type PointsOfSeries } from './readPoints';
import { describeRange, toSeries } from './toSeries';
import { SPACE } from './types';

/** Most points of a series that is drawn small. */
const MAX_SMALL_POINTS = 58;

/** Reads the history; it is empty where the history is off. */
export class HistoryReader {
  readonly #database: PluginDatabase;
  readonly #history: HistoryOptions;
  readonly #clock: Clock;

  constructor(options: {
    database: PluginDatabase;
    history: HistoryOptions;
    clock?: Clock;
  }) {
    this.#database = options.database;
    this.#history = options.history;
    this.#clock = options.clock ?? systemClock;
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
    const now = this.#clock.now();
    const intervals = this.#choose(query, { now, maxPoints: MAX_POINTS });
    const metrics = (query.metric ? [query.metric] : HISTORY_METRICS).filter(
      metric => !hidden.includes(metric),
    );
    const of = { cluster, nodes: [node ?? ''], metrics };
    const series = await this.#query(async knex => {
      const found = await readPoints(knex, { ...of, ...intervals });
      const forecasts = await forecastSeries(knex, {
        ...{ ...of, now },
        metrics: FORECAST_METRICS.filter(metric => metrics.includes(metric)),
      });
      return metrics.flatMap(metric => {
        const points = found.find(one => one.metric === metric)?.points;
        if (!points) return [];
        const expected = forecasts.find(one => one.metric === metric)?.expected;
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
    const now = this.#clock.now();
    const intervals = this.#choose(query, { now, maxPoints: MAX_SMALL_POINTS });
    const found = await this.#query(knex =>
      readPoints(knex, { nodes: [''], metrics, ...intervals }),
    );
    const byCluster = new Map<string, PointsOfSeries<HistoryMetric>>(
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

  /** When memory and storage of each cluster are full, as far as its past allows. */
  async readForecasts(): Promise<Map<string, Forecasts>> {
    const now = this.#clock.now();
    const found = await this.#query(async knex =>
      forecastSeries(knex, { nodes: [''], metrics: FORECAST_METRICS, now }),
    );
    return forecastsBy('cluster', found ?? []);
  }

  /** The same for some nodes and storages of a cluster, by their names and ids. */
  async readObjectForecasts(
    cluster: string,
    { nodes, storages }: { nodes: string[]; storages: string[] },
  ): Promise<{
    nodes: Map<string, Forecasts>;
    storages: Map<string, HistoryForecast>;
  }> {
    const of = { cluster, now: this.#clock.now() };
    const found = await this.#query(async knex => ({
      nodes: await forecastSeries(knex, {
        ...{ ...of, nodes, metrics: FORECAST_METRICS },
      }),
      storages: await forecastSeries(knex, {
        ...{ ...of, nodes: storages, metrics: [SPACE] as const },
      }),
    }));
    return {
      nodes: forecastsBy('node', found?.nodes ?? []),
      storages: new Map(
        found?.storages.map(({ expected, node }) => [node, expected]),
      ),
    };
  }

  #choose(
    query: { from?: string; to?: string },
    options: { now: number; maxPoints: number },
  ): Intervals {
    return chooseIntervals(query, { ...options, history: this.#history });
  }

  /** Undefined where the history is off. */
  async #query<T>(work: (knex: Knex) => Promise<T>): Promise<T | undefined> {
    if (!this.#history.enabled) return undefined;
    return this.#database.serve(work);
  }
}
