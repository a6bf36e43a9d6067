import type { HistoryForecast } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { Knex } from '../database';
import { forecast } from './forecast';
import { readPoints, type Point } from './readPoints';
import { DAY, floorTo, HOUR } from './types';

/** CPU is never full for good. */
export const FORECAST_METRICS = ['memory', 'storage'] as const;

type Metric = (typeof FORECAST_METRICS)[number];

/** What of a cluster or node will be full. */
export type Forecasts = Partial<Record<Metric, HistoryForecast>>;

/** How far back a forecast looks, in intervals of each length. */
const WINDOWS = {
  daily: { length: DAY, window: 90 * DAY },
  hourly: { length: HOUR, window: 30 * DAY },
};

/**
 * When series are full, by cluster.
 *
 * @param options - `cluster`: default: all; `node`: empty for the clusters themselves
 */
export async function forecastSeries(
  knex: Knex,
  options: {
    cluster?: string;
    node: string;
    metrics: readonly Metric[];
    now: number;
  },
): Promise<Map<string, Forecasts>> {
  const { now, ...of } = options;
  const pasts = new Map<string, { daily: Point[]; hourly: Point[] }>();
  if (of.metrics.length === 0) return new Map();
  for (const resolution of ['daily', 'hourly'] as const) {
    const { length, window } = WINDOWS[resolution];
    const found = await readPoints(knex, {
      ...{ ...of, resolution, length },
      from: floorTo(now - window, length),
      to: now,
    });
    for (const { cluster, metric, points } of found) {
      const key = JSON.stringify([cluster, metric]);
      const past = pasts.get(key) ?? { daily: [], hourly: [] };
      pasts.set(key, { ...past, [resolution]: points });
    }
  }
  const forecasts = new Map<string, Forecasts>();
  for (const [key, past] of pasts) {
    const [cluster, metric] = JSON.parse(key);
    const expected = forecast(past, { now });
    if (!expected) continue;
    forecasts.set(cluster, { ...forecasts.get(cluster), [metric]: expected });
  }
  return forecasts;
}
