import type { HistoryMetric } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';

/** The space of one storage. It is stored for forecasts and in no chart. */
export const SPACE = 'space' as const;

/** What is stored over time. */
export type SampleMetric = HistoryMetric | typeof SPACE;

/** One number of a cluster, node or storage at one moment. What is not known is absent. */
export interface Sample {
  /** Name of the node, or id of the storage; empty for the cluster itself. */
  node: string;
  metric: SampleMetric;
  used?: number;
  total?: number;
  /** The part of the total whose use is known; less where some nodes are not measured. */
  measuredTotal?: number;
  requested?: number;
}

/** Resolutions of the stored history, the finest first. */
export const RESOLUTIONS = ['raw', 'hourly', 'daily'] as const;

export type Resolution = (typeof RESOLUTIONS)[number];

export const TABLES: Record<Resolution, string> = {
  raw: 'history_raw',
  hourly: 'history_hourly',
  daily: 'history_daily',
};

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Length of the intervals that the use of workloads is stored for. */
export const USAGE_STEP = 300_000;

/** Begin of the interval that a moment lies in; intervals begin at the epoch, in UTC. */
export function floorTo(at: number, length: number): number {
  return Math.floor(at / length) * length;
}
