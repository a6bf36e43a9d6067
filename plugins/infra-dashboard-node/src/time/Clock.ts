/**
 * Time, so that tests can move it.
 *
 * @public
 */
export interface Clock {
  /** Milliseconds since the epoch, for what people read. It may jump. */
  now(): number;
  /** Milliseconds that never jump, for waiting and for ages within one process. */
  monotonic(): number;
  /** Does something after a time. Returns what cancels it. Default: a timer of the machine. */
  delay?(ms: number, work: () => void): () => void;
}

/** The clock of the machine. @public */
export const systemClock: Required<Clock> = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  delay: (ms, work) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};

/** Does something after a time by a clock. Returns what cancels it. */
export function delayBy(
  clock: Clock = systemClock,
  ms: number,
  work: () => void,
): () => void {
  return clock.delay ? clock.delay(ms, work) : systemClock.delay(ms, work);
}
