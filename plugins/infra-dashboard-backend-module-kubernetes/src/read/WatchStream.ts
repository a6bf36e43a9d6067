import { withTimeout } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { ageOf, currentMoment } from './moment';

/** How much later than requested a server may end a stream. */
const GRACE_MS = 5_000;

/** Missed events arrive right after the start; an event later than this is a new one. */
const BACKLOG_MS = 5_000;

/** After a shorter stream, the next one must not be requested at once. */
const MIN_LIFE_MS = 5_000;

/** One watch request: how long it has been silent, and whether it has caught up. */
export class WatchStream {
  readonly #abort = new AbortController();
  /** On the monotonic clock: a wall clock set forward must not end the time to catch up. */
  readonly #startedAt = performance.now();
  readonly #timeoutMs: number;
  readonly #settled: Promise<void>;
  #resolveSettled: () => void = () => {};
  #lastEventAt = currentMoment();
  #isCaughtUp = false;

  /** @param timeoutSeconds - when the server ends the stream */
  constructor(readonly timeoutSeconds: number) {
    this.#timeoutMs = timeoutSeconds * 1000;
    this.#settled = new Promise(resolve => {
      this.#resolveSettled = resolve;
    });
  }

  /** Aborted by `close`. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /**
   * True where neither an event, nor a bookmark, nor the end of the stream came in time: the
   * connection is dead, although neither side closed it.
   */
  get isSilent(): boolean {
    return ageOf(this.#lastEventAt) > this.#timeoutMs + GRACE_MS;
  }

  /** Whether it lasted long enough to be followed by another one at once. */
  get isReopenable(): boolean {
    const min = Math.min(MIN_LIFE_MS, this.#timeoutMs - 1_000);
    return this.#lifeMs >= min;
  }

  get #lifeMs(): number {
    return performance.now() - this.#startedAt;
  }

  /**
   * Notes that an event arrived.
   *
   * @returns whether it proves that all earlier events have arrived: a bookmark does. Another
   * event may be one of those that were missed before the stream began.
   */
  note(type: string): boolean {
    this.#lastEventAt = currentMoment();
    if (type === 'BOOKMARK' || this.#lifeMs > BACKLOG_MS) {
      this.#isCaughtUp = true;
      this.#resolveSettled();
    }
    return this.#isCaughtUp;
  }

  /** Resolves when the stream has caught up or is closed, or when the time is over. */
  async settle(withinMs: number, signal: AbortSignal): Promise<void> {
    await withTimeout(() => this.#settled, {
      ms: withinMs,
      signal,
      onTimeout: () => new Error('The watch has not caught up'),
    }).catch(() => {});
  }

  close(): void {
    this.#abort.abort();
    this.#resolveSettled();
  }
}
