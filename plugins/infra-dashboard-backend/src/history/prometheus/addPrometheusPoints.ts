import type { Limitation } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  HISTORY_METRICS,
  type History,
  type HistoryMetric,
  type HistoryPoint,
  type HistorySeries,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { toHistoryPoint, UNITS } from '../toSeries';
import {
  PROMETHEUS_METRICS,
  type HistoryObject,
  type PrometheusHistory,
} from './PrometheusHistory';

/** Numbers of the samples take precedence. */
function mergePoints(
  samples: readonly HistoryPoint[],
  added: readonly HistoryPoint[],
): HistoryPoint[] {
  const points = new Map(added.map(point => [point.at, point]));
  for (const sample of samples) {
    points.set(sample.at, { ...points.get(sample.at), ...sample });
  }
  return [...points.values()].sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** Each once: the same failure concerns several queries. */
function uniqueLimitations(limitations: Limitation[]): Limitation[] {
  return [
    ...new Map(limitations.map(one => [JSON.stringify(one), one])).values(),
  ];
}

/**
 * Adds points of Prometheus from before the first sample that knows the use, which is all of
 * the range where no sample does.
 */
export async function addPrometheusPoints(
  history: History,
  options: {
    prometheus: PrometheusHistory;
    object: HistoryObject;
    /** Default: all. */
    metric?: HistoryMetric;
  },
): Promise<History> {
  const { metric: only, object, prometheus } = options;
  const series = new Map(history.series.map(one => [one.metric, one]));
  const length = history.resolutionSeconds * 1000;
  const from = Date.parse(history.from);
  const end = Date.parse(history.to);
  const limitations: Limitation[] = [];
  const extend = async (metric: (typeof PROMETHEUS_METRICS)[number]) => {
    const known: HistorySeries = series.get(metric) ?? {
      ...{ metric, unit: UNITS[metric], points: [] },
    };
    const first = known.points.find(({ used }) => used !== undefined);
    const to = first ? Date.parse(first.at) : end;
    if (to - from < length) return;
    const added = await prometheus.read(object, metric, { from, to, length });
    limitations.push(...added.limitations);
    if (added.points.length === 0) return;
    const hasSamples = known.points.length > 0;
    series.set(metric, {
      ...known,
      points: mergePoints(known.points, added.points.map(toHistoryPoint)),
      sources: hasSamples ? ['prometheus', 'samples'] : ['prometheus'],
    });
  };
  await Promise.all(
    PROMETHEUS_METRICS.filter(metric => !only || metric === only).map(extend),
  );
  return {
    ...history,
    series: HISTORY_METRICS.flatMap(metric => series.get(metric) ?? []),
    ...(limitations.length > 0 && {
      limitations: uniqueLimitations(limitations),
    }),
  };
}
