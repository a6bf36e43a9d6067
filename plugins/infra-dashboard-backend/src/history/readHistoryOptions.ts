import {
  duration,
  flag,
  strictObject,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ConfigReport } from '../config';
import { DAY, HOUR, type Resolution } from './types';

export interface HistoryOptions {
  enabled: boolean;
  sampleIntervalMs: number;
  /** How long points of each resolution are stored, in milliseconds. */
  retentionMs: Record<Resolution, number>;
}

export const DEFAULT_HISTORY_OPTIONS: HistoryOptions = {
  enabled: true,
  sampleIntervalMs: 300_000,
  retentionMs: { raw: 2 * DAY, hourly: 30 * DAY, daily: 400 * DAY },
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
}).transform((read): HistoryOptions => {
  const { enabled, retentionMs, sampleIntervalMs } = DEFAULT_HISTORY_OPTIONS;
  return {
    enabled: read.enabled ?? enabled,
    sampleIntervalMs: read.sampleInterval ?? sampleIntervalMs,
    retentionMs: {
      raw: read.retention?.raw ?? retentionMs.raw,
      hourly: read.retention?.hourly ?? retentionMs.hourly,
      daily: read.retention?.daily ?? retentionMs.daily,
    },
  };
});

/**
 * Reads `infraDashboard.history`. Where a key is wrong the history is off: a mistyped retention
 * must not delete anything.
 */
export function readHistoryOptions(report: ConfigReport): HistoryOptions {
  return report.read('history', {
    schema: historySchema,
    fallback: { ...DEFAULT_HISTORY_OPTIONS, enabled: false },
    consequence: 'The history is off',
  });
}
