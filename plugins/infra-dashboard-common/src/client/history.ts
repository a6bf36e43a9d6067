import type { Limitation } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** The metrics that the backend samples for each cluster and node. @public */
export const HISTORY_METRICS = [
  'cpu',
  'memory',
  'storage',
  'nodes',
  'workloads',
] as const;

/** One of `HISTORY_METRICS`. @public */
export type HistoryMetric = (typeof HISTORY_METRICS)[number];

/**
 * Where points of the history come from: the samples that the backend stores, or a server with
 * the API of Prometheus.
 *
 * @public
 */
export type HistorySource = 'samples' | 'prometheus';

/**
 * One interval of a series with a length of `resolutionSeconds`. An interval without a
 * successful read is left out: a gap, never 0. Numbers are in the unit of the series.
 *
 * @public
 */
export interface HistoryPoint {
  /** ISO 8601 begin of the interval. */
  at: string;
  /** Average in use; for nodes and workloads: how many were healthy. */
  used?: number;
  /** Largest `used` of the interval. */
  maximum?: number;
  /** Average of what there was. */
  total?: number;
  /** Average of the measured part of `total`: `used` is a share of this. */
  measuredTotal?: number;
  /** Average requested or allocated. */
  requested?: number;
}

/**
 * When a resource is full if its use grows as before. Present only where the past is long
 * enough and near enough to a line.
 *
 * @public
 */
export interface HistoryForecast {
  /** Days from now, the middle of the range. */
  daysToFull: number;
  /**
   * Begin of the range, in days from now. It holds in nine of ten cases at least, tested with series
   * that rise evenly, in steps, with the week and with noise.
   */
  earliestDays: number;
  /** End of the range, in days from now. */
  latestDays: number;
  /**
   * How many days forecasts from earlier parts of the same past were wrong on average, for as long
   * a time ahead.
   */
  errorDays: number;
  /** Coefficient of determination of the line, 0..1. */
  fit: number;
  /** How many days of the past it is based on. */
  basedOnDays: number;
}

/** One metric over time. @public */
export interface HistorySeries {
  /** The counted or measured metric. */
  metric: HistoryMetric;
  /** Unit of all numbers of the points. */
  unit: 'cores' | 'bytes' | 'count';
  /** In order of time. */
  points: HistoryPoint[];
  /** Absent where the past allows none. */
  forecast?: HistoryForecast;
  /** Where the points come from; absent: from samples. */
  sources?: HistorySource[];
}

/**
 * Response of `GET /clusters/:cluster/history` and `GET /history/workloads/:cluster/:id`.
 *
 * @public
 */
export interface History {
  /** Name of the cluster. */
  cluster: string;
  /** Name of the node; absent for a cluster. */
  node?: string;
  /** Id of the workload; absent for a cluster or node. */
  workload?: string;
  /** ISO 8601. */
  from: string;
  /** ISO 8601. */
  to: string;
  /** Length of an interval in seconds. */
  resolutionSeconds: number;
  /** Only metrics with points. */
  series: HistorySeries[];
  /** Why points of another source than the samples are missing. */
  limitations?: Limitation[];
}
