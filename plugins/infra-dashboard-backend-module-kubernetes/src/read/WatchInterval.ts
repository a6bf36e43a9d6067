import { ageOf, currentMoment, type Moment } from './moment';

/** Until the second read the interval is unknown. */
const DEFAULT_MS = 15_000;
const MIN_MS = 5_000;
const MAX_MS = 60_000;

/** A server sends the last bookmark this long before it ends a watch. */
const BOOKMARK_LEAD_SECONDS = 2;

/**
 * How often a list is read, and with it how long one watch lasts: so long that a bookmark
 * arrives once per interval, as a sign of life where nothing changes.
 */
export class WatchInterval {
  #lastReadAt: Moment | undefined;
  #previousMs = DEFAULT_MS;
  #ms = DEFAULT_MS;

  /** Notes a read; one that a user asked for does not count. */
  note(options: { force: boolean }): void {
    if (this.#lastReadAt && !options.force) {
      const passedMs = ageOf(this.#lastReadAt);
      // A single long pause does not make the interval longer.
      const ms = Math.min(passedMs, this.#previousMs);
      this.#ms = Math.min(Math.max(ms, MIN_MS), MAX_MS);
      this.#previousMs = passedMs;
    }
    this.#lastReadAt = currentMoment();
  }

  /** `timeoutSeconds` of a watch. */
  get timeoutSeconds(): number {
    return Math.ceil(this.#ms / 1000) + BOOKMARK_LEAD_SECONDS;
  }
}
