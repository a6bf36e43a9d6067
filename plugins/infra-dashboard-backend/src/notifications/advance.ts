import type { Observation } from './observe';

/** What is remembered of a cluster between two looks. Times in milliseconds. */
export interface Memory {
  /** What is seen, and since when without a break. */
  cause: string;
  since: number;
  /** The trouble that was told last and is not told to be over; absent where there is none. */
  told?: string;
}

export interface Hysteresis {
  /** How long a trouble lasts before it is told. */
  unhealthyAfterMs: number;
  /** How long all is well before that is told. */
  healthyAfterMs: number;
}

export type Message = 'unhealthy' | 'recovered';

/**
 * The next memory, and what is to be told now. A trouble is told once it lasted, once for
 * each cause; its end is told only where it was told itself.
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
    since: isSame ? memory.since : now,
    ...(memory?.told !== undefined && { told: memory.told }),
  };
  const lasted = now - next.since;
  if (observation.state === 'unwell') {
    if (next.told === cause || lasted < unhealthyAfterMs) {
      return { memory: next };
    }
    return { memory: { ...next, told: cause }, message: 'unhealthy' };
  }
  if (next.told === undefined) return { memory: undefined };
  if (lasted < healthyAfterMs) return { memory: next };
  return { memory: undefined, message: 'recovered' };
}
