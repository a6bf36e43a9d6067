import {
  duration,
  strictObject,
  wholeNumber,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ConfigReport } from '../config';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export interface ChangeOptions {
  /** Milliseconds. */
  retentionMs: number;
  maxRows: number;
}

const DEFAULT_CHANGE_OPTIONS: ChangeOptions = {
  retentionMs: 30 * DAY,
  maxRows: 1_000_000,
};

const NEVER: ChangeOptions = { retentionMs: Infinity, maxRows: Infinity };

const changesSchema = strictObject({
  retention: duration(HOUR, 3_660 * DAY),
  maxRows: wholeNumber(1_000, 100_000_000),
}).transform((read): ChangeOptions => {
  const { maxRows, retentionMs } = DEFAULT_CHANGE_OPTIONS;
  return {
    retentionMs: read.retention ?? retentionMs,
    maxRows: read.maxRows ?? maxRows,
  };
});

/**
 * Reads `infraDashboard.changes`. Where a key is wrong nothing is deleted, because a mistyped
 * retention must not delete anything.
 */
export function readChangeOptions(report: ConfigReport): ChangeOptions {
  return report.read('changes', {
    schema: changesSchema,
    fallback: NEVER,
    consequence: 'No change is deleted',
  });
}
