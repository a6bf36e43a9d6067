import { systemClock, type Clock } from './Clock';

/**
 * When something is due again.
 *
 * @public
 */
export class Schedule {
  readonly #clock: Clock;
  #dueAt: number;

  /** @param options - `dueInMs`: when it is due for the first time; default: at once */
  constructor(options: { dueInMs?: number; clock?: Clock } = {}) {
    this.#clock = options.clock ?? systemClock;
    this.#dueAt = options.dueInMs ? this.#after(options.dueInMs) : -Infinity;
  }

  get isDue(): boolean {
    return this.#clock.monotonic() >= this.#dueAt;
  }

  /** Monotonic milliseconds, to compare with others of the same clock. */
  get dueAt(): number {
    return this.#dueAt;
  }

  /** Makes it due after a time, whenever it was due before. */
  set(ms: number): void {
    this.#dueAt = this.#after(ms);
  }

  /** Makes it due after a time, unless it is due earlier. */
  advance(ms: number): void {
    this.#dueAt = Math.min(this.#dueAt, this.#after(ms));
  }

  #after(ms: number): number {
    return this.#clock.monotonic() + ms;
  }
}
