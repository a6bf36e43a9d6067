import pLimit from 'p-limit';
import { settleWithin } from '../../time/settleWithin';

/** After a failed write; the next reading comes sooner or later as well. */
const RETRY_MS = 10_000;

/** A shutdown waits for what is being written. */
const CLOSE_MS = 5_000;

/** Writes at the same time. */
const CONCURRENCY = 2;

/**
 * Writes a few items at a time, each item never twice at the same time. An item waits once at
 * most, and again where its write fails.
 */
export class WriteQueue<T extends object> {
  readonly #write: (item: T) => Promise<void>;
  readonly #groupOf: (item: T) => string;
  readonly #limit = pLimit(CONCURRENCY);
  readonly #waiting = new Set<T>();
  /** Work under way, with the group that it belongs to. */
  readonly #running = new Map<Promise<void>, string>();
  readonly #written = new Set<T>();
  readonly #again = new Set<T>();
  readonly #failed = new Set<T>();
  #retry: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: {
    /** Writes the item as it is by then. */
    write: (item: T) => Promise<void>;
    /** What can be waited for together. */
    groupOf: (item: T) => string;
  }) {
    this.#write = options.write;
    this.#groupOf = options.groupOf;
  }

  add(item: T): void {
    if (this.#waiting.has(item) || this.#isClosed) return;
    if (this.#written.has(item)) {
      this.#again.add(item);
      return;
    }
    this.#waiting.add(item);
    this.track(
      this.#groupOf(item),
      this.#limit(async () => {
        this.#waiting.delete(item);
        if (this.#isClosed) return;
        this.#written.add(item);
        await this.#write(item).catch(() => this.#retryLater(item));
        this.#written.delete(item);
        if (this.#again.delete(item)) this.add(item);
      }),
    );
  }

  /** Other work that is waited for with a group. */
  track(group: string, work: Promise<void>): void {
    const tracked = work.finally(() => this.#running.delete(tracked));
    this.#running.set(tracked, group);
  }

  /** Resolves when all of a group is written, or cannot be; default: of every group. */
  async settle(group?: string): Promise<void> {
    for (;;) {
      const work = [...this.#running]
        .filter(([, one]) => group === undefined || one === group)
        .map(([running]) => running);
      if (work.length === 0) return;
      await Promise.all(work);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    await settleWithin(CLOSE_MS, this.settle());
  }

  #retryLater(item: T): void {
    if (this.#isClosed) return;
    this.#failed.add(item);
    this.#retry ??= setTimeout(() => {
      this.#retry = undefined;
      const failed = [...this.#failed];
      this.#failed.clear();
      failed.forEach(one => this.add(one));
    }, RETRY_MS);
    this.#retry.unref();
  }
}
