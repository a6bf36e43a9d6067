import type {
  HistoryMetric,
  HistoryPoint,
  HistorySeries,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { Intervals } from './chooseIntervals';
import type { Point } from './readPoints';

export const UNITS: Record<HistoryMetric, HistorySeries['unit']> = {
  cpu: 'cores',
  memory: 'bytes',
  storage: 'bytes',
  nodes: 'count',
  workloads: 'count',
};

const toText = (at: number) => new Date(at).toISOString();

export function toHistoryPoint(point: Point): HistoryPoint {
  return { ...point, at: toText(point.at) };
}

export function toSeries(
  metric: HistoryMetric,
  points: Point[],
): HistorySeries {
  return { metric, unit: UNITS[metric], points: points.map(toHistoryPoint) };
}

export function describeRange({
  from,
  to,
  length,
}: Pick<Intervals, 'from' | 'to' | 'length'>) {
  return {
    from: toText(from),
    to: toText(to),
    resolutionSeconds: length / 1000,
  };
}
