import { isDenied } from '../api';

/** Time between two requests without a failure, in milliseconds. */
export const POLL_INTERVAL_MS = 10_000;

/** Longest time between two requests after failures, in milliseconds. */
const MAX_RETRY_MS = 120_000;

function retryAfterMs(error: unknown, now: number): number | undefined {
  const { response } = (error ?? {}) as {
    response?: { headers?: { get(name: string): string | null } };
  };
  const value = response?.headers?.get('Retry-After');
  if (!value) return undefined;
  const seconds = Number(value);
  const wait = Number.isFinite(seconds)
    ? seconds * 1000
    : Date.parse(value) - now;
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

/**
 * Delay after a failure, in milliseconds: the poll interval doubled with each consecutive
 * failure, at most two minutes. A 429 waits at least for its `Retry-After`. A denied request is
 * not retried quickly.
 */
export function retryDelay(
  error: unknown,
  options: { failures: number; now: number },
): number {
  if (isDenied(error)) return MAX_RETRY_MS;
  const exponent = Math.min(Math.max(options.failures - 1, 0), 8);
  const backOff = Math.min(POLL_INTERVAL_MS * 2 ** exponent, MAX_RETRY_MS);
  return Math.max(backOff, retryAfterMs(error, options.now) ?? 0);
}
