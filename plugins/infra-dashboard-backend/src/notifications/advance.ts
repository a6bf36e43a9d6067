/** What one owner knows of one problem. Times in milliseconds. */
export interface Memory {
  /** Whether the problem was there at the last look, and since when without a break. */
  isPresent: boolean;
  since: number;
  /** Whether it was reported, and its end was not. */
  isReported: boolean;
  /** When it was reported last. */
  reportedAt?: number;
}

export interface Hysteresis {
  /** How long a problem lasts before it is reported. */
  unhealthyAfterMs: number;
  /** How long it is gone before its end is reported. */
  healthyAfterMs: number;
}

export type Message = 'unhealthy' | 'recovered';

/**
 * A problem that comes and goes is reported at most once in this time. An owner whom it does not
 * affect any more waits that long for its end.
 */
const PERIOD_MS = 3_600_000;

/**
 * The next memory, and what to report now. A problem is reported once it has lasted; its end is
 * reported only where the problem was.
 *
 * @param isPresent - whether the problem is there and affects the owner
 * @param options - `isStanding`: whether it is there, even if it does not affect the owner
 */
export function advance(
  memory: Memory | undefined,
  isPresent: boolean,
  options: Hysteresis & { now: number; isStanding?: boolean },
): { memory: Memory | undefined; message?: Message } {
  const { healthyAfterMs, isStanding, now, unhealthyAfterMs } = options;
  const next: Memory = {
    isReported: false,
    ...memory,
    isPresent,
    // A time ahead is of a clock that was wrong.
    since: memory?.isPresent === isPresent ? Math.min(memory.since, now) : now,
  };
  const { isReported, reportedAt } = next;
  const lasted = now - next.since;
  const isRecent =
    reportedAt !== undefined && Math.abs(now - reportedAt) < PERIOD_MS;
  if (isPresent) {
    if (isReported || isRecent || lasted < unhealthyAfterMs) {
      return { memory: next };
    }
    return {
      memory: { ...next, isReported: true, reportedAt: now },
      message: 'unhealthy',
    };
  }
  if (isReported && isStanding) {
    return { memory: lasted < PERIOD_MS ? next : undefined };
  }
  if (isReported) {
    if (lasted < healthyAfterMs) return { memory: next };
    return { memory: { ...next, isReported: false }, message: 'recovered' };
  }
  return { memory: isRecent ? next : undefined };
}
