import {
  duration,
  flag,
  strictObject,
  wholeNumber,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { z } from 'zod';
import type { ConfigReport } from '../config';
import {
  readPrometheusServers,
  type PrometheusConfig,
} from './prometheus/readPrometheusServers';
import { DAY, HOUR, type Resolution } from './types';

export interface HistoryOptions {
  enabled: boolean;
  sampleIntervalMs: number;
  /** How long points of each resolution are stored, in milliseconds. */
  retentionMs: Record<Resolution, number>;
  /** The use of each workload; `max`: of how many. */
  workloads: { retentionMs: number; max: number };
  prometheus: readonly PrometheusConfig[];
}

export const DEFAULT_HISTORY_OPTIONS: HistoryOptions = {
  enabled: true,
  sampleIntervalMs: 300_000,
  retentionMs: { raw: 2 * DAY, hourly: 30 * DAY, daily: 400 * DAY },
  workloads: { retentionMs: DAY, max: 20_000 },
  prometheus: [],
};

const retention = duration(HOUR, 3_660 * DAY);

const historySchema = strictObject({
  enabled: flag,
  sampleInterval: duration(10_000, HOUR),
  retention: strictObject({
    raw: retention,
    hourly: retention,
    daily: retention,
  }).optional(),
  workloads: strictObject({
    retention: duration(HOUR, 7 * DAY),
    max: wholeNumber(0, 1_000_000),
  }).optional(),
  // Each entry is checked on its own, so that a wrong one does not end the history.
  prometheus: z.unknown().optional(),
}).transform((read): HistoryOptions & { entries?: unknown } => {
  const { enabled, retentionMs, sampleIntervalMs, workloads } =
    DEFAULT_HISTORY_OPTIONS;
  return {
    enabled: read.enabled ?? enabled,
    sampleIntervalMs: read.sampleInterval ?? sampleIntervalMs,
    retentionMs: {
      raw: read.retention?.raw ?? retentionMs.raw,
      hourly: read.retention?.hourly ?? retentionMs.hourly,
      daily: read.retention?.daily ?? retentionMs.daily,
    },
    workloads: {
      retentionMs: read.workloads?.retention ?? workloads.retentionMs,
      max: read.workloads?.max ?? workloads.max,
    },
    prometheus: [],
    entries: read.prometheus,
  };
});

/**
 * Reads `infraDashboard.history`. Where a key is wrong the history is off: a mistyped retention
 * must not delete anything.
 */
export function readHistoryOptions(report: ConfigReport): HistoryOptions {
  const { entries, ...options } = report.read('history', {
    schema: historySchema,
    fallback: { ...DEFAULT_HISTORY_OPTIONS, enabled: false },
    consequence: 'The history is off',
  });
  return { ...options, prometheus: readPrometheusServers(report, entries) };
}
