import {
  duration,
  strictObject,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { z } from 'zod';
import type { ConfigReport } from './ConfigReport';
import type { ProviderTimings } from './types';

/** Timings where neither `infraDashboard.defaults` nor the entry sets them. */
export const DEFAULT_TIMINGS: ProviderTimings = {
  refreshMs: 15_000,
  timeoutMs: 10_000,
  connectMs: 5_000,
  staleAfterMs: 120_000,
  detailTtlMs: 15_000,
};

/** The keys of `infraDashboard.defaults`, which each entry may have as well. */
export const timingKeys = {
  refreshInterval: duration(1_000),
  timeout: duration(100),
  connectTimeout: duration(100),
  staleAfter: duration(1_000),
  detailTtl: duration(1_000),
};

const timingsSchema = strictObject(timingKeys);

export function toTimings(
  read: z.output<typeof timingsSchema>,
  defaults: ProviderTimings,
): ProviderTimings {
  return {
    refreshMs: read.refreshInterval ?? defaults.refreshMs,
    timeoutMs: read.timeout ?? defaults.timeoutMs,
    connectMs: read.connectTimeout ?? defaults.connectMs,
    staleAfterMs: read.staleAfter ?? defaults.staleAfterMs,
    detailTtlMs: read.detailTtl ?? defaults.detailTtlMs,
  };
}

/** Reads `infraDashboard.defaults`. */
export function readTimings(report: ConfigReport): ProviderTimings {
  const read = report.read('defaults', {
    schema: timingsSchema,
    consequence: 'Wrong keys have their defaults',
  });
  return toTimings(read, DEFAULT_TIMINGS);
}
