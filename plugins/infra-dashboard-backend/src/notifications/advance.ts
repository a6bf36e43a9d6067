import type { Observation } from './observe';

/** State of a cluster between two observations. Times in milliseconds. */
export interface Memory {
  /** What is seen, and since when without a break. */
  cause: string;
  since: number;
  /** The reported problem whose end is not yet reported; absent where there is none. */
  reported?: string;
}

export interface Hysteresis {
  /** How long a problem lasts before it is reported. */
  unhealthyAfterMs: number;
  /** How long the cluster is healthy before its recovery is reported. */
  healthyAfterMs: number;
}

export type Message = 'unhealthy' | 'recovered';

/**
 * The next memory, and what to report now. A problem is reported once it has lasted, once for
 * each cause; its end is reported only where the problem was.
 */
export function advance(
  memory: Memory | undefined,
  observation: Observation,
  options: Hysteresis & { now: number },
): { memory: Memory | undefined; message?: Message } {
  const { now, unhealthyAfterMs, healthyAfterMs } = options;
  const { cause } = observation;
  const isSame = memory !== undefined && memory.cause === cause;
  const next: Memory = {
    cause,
    // A time ahead is of a clock that was wrong.
    since: isSame ? Math.min(memory.since, now) : now,
    ...(memory?.reported !== undefined && { reported: memory.reported }),
  };
  const lasted = now - next.since;
  if (observation.state === 'unhealthy') {
    if (next.reported === cause || lasted < unhealthyAfterMs) {
      return { memory: next };
    }
    return { memory: { ...next, reported: cause }, message: 'unhealthy' };
  }
  if (next.reported === undefined) return { memory: undefined };
  if (lasted < healthyAfterMs) return { memory: next };
  return { memory: undefined, message: 'recovered' };
}
