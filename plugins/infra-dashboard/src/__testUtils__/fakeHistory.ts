import type {
  ClusterStatus,
  NodeStatus,
  Usage,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  History,
  HistoryMetric,
  HistorySeries,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';

const STEP_SECONDS = 1_800;
const STEPS = 48;
const END = Date.parse('2026-11-20T12:00:00.000Z');

function wave(step: number): number {
  return 1 + 0.15 * Math.sin((step / STEPS) * 2 * Math.PI);
}

function seriesOf(
  metric: HistoryMetric,
  usage: Usage | undefined,
  unit: HistorySeries['unit'],
): HistorySeries[] {
  const { measuredTotal, requested, total, used } = usage ?? {};
  if (used === undefined) return [];
  const points = Array.from({ length: STEPS }, (_, step) => ({
    at: new Date(END - (STEPS - step) * STEP_SECONDS * 1000).toISOString(),
    used: used * wave(step),
    maximum: used * wave(step) * 1.1,
    total,
    measuredTotal,
    requested,
  }));
  // Nothing was read for two hours: a gap.
  return [{ metric, unit, points: points.filter((_, i) => i < 20 || i > 23) }];
}

/** A day of a cluster or a node, with a gap, that ends at its numbers of now. */
export function fakeHistory(
  cluster: ClusterStatus,
  options: { node?: NodeStatus; metric?: HistoryMetric } = {},
): History {
  const { metric, node } = options;
  const { cpu, memory, storage } = node ?? cluster.totals;
  const { nodes, workloads } = cluster.totals;
  const isRead = cluster.freshness.observedAt !== undefined;
  const series = [
    ...seriesOf('cpu', cpu, 'cores'),
    ...seriesOf('memory', memory, 'bytes'),
    ...seriesOf('storage', storage, 'bytes'),
    ...(node
      ? []
      : [
          ...seriesOf('nodes', { used: nodes.total, ...nodes }, 'count'),
          ...seriesOf(
            'workloads',
            workloads && { used: workloads.healthy, total: workloads.total },
            'count',
          ),
        ]),
  ].filter(one => isRead && (!metric || one.metric === metric));
  return {
    cluster: cluster.name,
    node: node?.name,
    from: new Date(END - STEPS * STEP_SECONDS * 1000).toISOString(),
    to: new Date(END).toISOString(),
    resolutionSeconds: STEP_SECONDS,
    series: series.map(one =>
      one.metric === 'storage'
        ? {
            ...one,
            forecast: {
              daysToFull: 41,
              earliestDays: 33,
              latestDays: 55,
              errorDays: 4,
              fit: 0.97,
              basedOnDays: 14,
            },
          }
        : one,
    ),
  };
}
