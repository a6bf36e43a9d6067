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
}

/** The clock of the machine. @public */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};
