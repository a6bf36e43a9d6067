import type { ProviderErrorCode } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

const LONGEST_MS = 5 * 60_000;

/** At most three attempts in ten minutes: more can lock an account, or a PVE's login. */
const AUTH_MS = 4 * 60_000;

export interface NextDelayOptions {
  refreshMs: number;
  /** Failed refreshes in a row. */
  failures: number;
  code?: ProviderErrorCode;
  /** What upstream asked for. */
  retryAfterMs?: number;
  /** 0..1; spreads providers and replicas that started together. */
  random: number;
}

/**
 * Milliseconds until the next refresh: the interval while all is well, else doubled with
 * each failure up to five minutes; never sooner than upstream asked for.
 */
export function nextDelay(options: NextDelayOptions): number {
  const { refreshMs, failures, code, retryAfterMs = 0, random } = options;
  const jitter = 0.9 + random * 0.2;
  if (failures === 0) return refreshMs * jitter;
  const doubled = Math.min(
    refreshMs * 2 ** Math.min(failures - 1, 10),
    Math.max(LONGEST_MS, refreshMs),
  );
  const floor = code === 'UNAUTHORIZED' ? AUTH_MS : 0;
  return Math.max(doubled * jitter, floor * jitter, retryAfterMs);
}
