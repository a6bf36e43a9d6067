import type { HistoryForecast } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { Knex } from '../database';
import { forecast } from './forecast';
import { readPoints, type PointsOfSeries } from './readPoints';
import { DAY, floorTo, HOUR, type SampleMetric } from './types';

/** CPU is never full for good. */
export const FORECAST_METRICS = ['memory', 'storage'] as const;

/** What of a cluster or node will be full. */
export type Forecasts = Partial<
  Record<(typeof FORECAST_METRICS)[number], HistoryForecast>
>;

/** When one series is full. */
export type SeriesForecast<Metric> = Pick<
  PointsOfSeries,
  'cluster' | 'node'
> & {
  metric: Metric;
  expected: HistoryForecast;
};

/** How far back a forecast looks, in intervals of each length. */
const WINDOWS = {
  daily: { length: DAY, window: 90 * DAY },
  hourly: { length: HOUR, window: 30 * DAY },
};

/**
 * When series are full, as far as their past allows.
 *
 * @param options - `cluster`: default: all; `nodes`: an empty name for the clusters themselves
 */
export async function forecastSeries<Metric extends SampleMetric>(
  knex: Knex,
  options: {
    cluster?: string;
    nodes: readonly string[];
    metrics: readonly Metric[];
    now: number;
  },
): Promise<SeriesForecast<Metric>[]> {
  const { now, ...of } = options;
  if (of.metrics.length === 0 || of.nodes.length === 0) return [];
  const read = async (resolution: keyof typeof WINDOWS) => {
    const { length, window } = WINDOWS[resolution];
    const found = await readPoints(knex, {
      ...{ ...of, resolution, length },
      from: floorTo(now - window, length),
      to: now,
    });
    return new Map(
      found.map(one => [
        JSON.stringify([one.cluster, one.node, one.metric]),
        one,
      ]),
    );
  };
  const [daily, hourly] = [await read('daily'), await read('hourly')];
  return [...new Map([...daily, ...hourly])].flatMap(
    ([key, { cluster, metric, node }]) => {
      const expected = forecast(
        {
          daily: daily.get(key)?.points ?? [],
          hourly: hourly.get(key)?.points ?? [],
        },
        { now },
      );
      return expected ? [{ cluster, node, metric, expected }] : [];
    },
  );
}

/** The forecasts of each cluster or node by its name. */
export function forecastsBy(
  key: 'cluster' | 'node',
  found: SeriesForecast<keyof Forecasts>[],
): Map<string, Forecasts> {
  const by = new Map<string, Forecasts>();
  for (const one of found) {
    by.set(one[key], { ...by.get(one[key]), [one.metric]: one.expected });
  }
  return by;
}
