import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { KubernetesClient, ListResult } from './client';
import { identifiedSchema, watchEventSchema } from './schemas';

/** A row as it is kept between reads. */
export interface Kept<T> {
  /** The uid of the object. */
  key: string;
  /** What it is at a moment, in milliseconds since the epoch. */
  at: (now: number) => T;
}

export interface WatchedListOptions<T> {
  client: KubernetesClient;
  path: string;
  /** What is listed, in words for people: `pods`. */
  title: string;
  /** Lists in each read instead. */
  skipWatch?: boolean;
  /** Undefined for a row that makes no sense. */
  keep: (row: unknown) => Kept<T> | undefined;
}

export interface WatchedResult<T> extends ListResult<T> {
  /** True where the credentials may list but not watch. */
  watchDenied?: boolean;
}

/** The server ends a watch by itself after this long, and a bit more at random. */
const WATCH_SECONDS = 300;

/** Servers send a bookmark every minute: one that is silent for longer may be dead. */
const SILENCE_MS = 150_000;

/** A watch that nobody reads from is of no use to anybody. */
const IDLE_MS = 300_000;

/** A right is seldom granted, and asking in vain fills the audit log. */
const DENIED_MS = 30 * 60_000;

/** Answers to a watch that mean: not for you, or not here. */
const DENIED_STATUS = new Set([400, 403, 405, 501]);

/**
 * One list of the API server: read in pages once, then kept up to date by a watch.
 *
 * A stream that ends is resumed by the next read from where it ended; one that the server
 * no longer knows the beginning of (410), and one that is silent for too long, begins with
 * a list again. Where watching is denied, each read lists.
 */
export class WatchedList<T> {
  readonly #options: WatchedListOptions<T>;
  #rows = new Map<string, Kept<T>>();
  /** The uids of rows that make no sense, and how many have not even one. */
  #odd = new Set<string>();
  #nameless = 0;
  #truncated = false;
  /** Where the next watch begins; undefined where only a list helps. */
  #version: string | undefined;
  #stream: { abort: AbortController; heardAt: number } | undefined;
  #deniedUntil = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(options: WatchedListOptions<T>) {
    this.#options = options;
  }

  /** Rejects where there is no watch and the list fails. */
  async read(signal: AbortSignal): Promise<WatchedResult<T>> {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#forget(), IDLE_MS);
    this.#idle.unref();
    const watchDenied = Date.now() < this.#deniedUntil;
    if (
      watchDenied ||
      (this.#stream && Date.now() - this.#stream.heardAt > SILENCE_MS)
    ) {
      this.#forget();
    }
    if (this.#version === undefined) await this.#list(signal);
    if (!this.#stream && !watchDenied) await this.#resume(signal);
    return {
      items: await this.#itemsAt(Date.now()),
      skipped: this.#nameless + this.#odd.size,
      truncated: this.#truncated,
      ...(Date.now() < this.#deniedUntil && { watchDenied: true }),
    };
  }

  close(): void {
    clearTimeout(this.#idle);
    this.#forget();
    this.#rows = new Map();
  }

  #forget(): void {
    this.#stream?.abort.abort();
    this.#stream = undefined;
    this.#version = undefined;
  }

  async #list(signal: AbortSignal): Promise<void> {
    const { client, keep, path, title } = this.#options;
    this.#forget();
    const odd = new Set<string>();
    const map = (row: unknown) => {
      const kept = keep(row);
      const identified = kept ? undefined : identifiedSchema.safeParse(row);
      if (identified?.success) odd.add(identified.data.metadata.uid);
      return kept;
    };
    const list = await client.list({ path, title, signal, map });
    this.#rows = new Map(list.items.map(row => [row.key, row]));
    this.#odd = odd;
    this.#nameless = Math.max(list.skipped - odd.size, 0);
    this.#truncated = list.truncated;
    // What is cut off cannot be told from what is gone.
    this.#version =
      list.truncated || this.#options.skipWatch
        ? undefined
        : list.resourceVersion;
  }

  /** Opens a stream; where that fails for a while, a list is as good. */
  async #resume(signal: AbortSignal): Promise<void> {
    const { client, path, title } = this.#options;
    if (this.#version === undefined) return;
    const abort = new AbortController();
    let status: number;
    try {
      const opened = await client.watch({
        path,
        title,
        resourceVersion: this.#version,
        timeoutSeconds: Math.round(WATCH_SECONDS * (1 + Math.random())),
        opening: signal,
        signal: abort.signal,
      });
      status = opened.status;
      if (status === 200) {
        this.#stream = { abort, heardAt: Date.now() };
        void this.#follow(opened.lines, this.#stream);
        return;
      }
    } catch (error) {
      abort.abort();
      if (!(error instanceof ProviderFailure)) throw error;
      if (error.code === 'UNAUTHORIZED' || error.code === 'RATE_LIMITED') {
        throw error;
      }
      await this.#list(signal);
      return;
    }
    abort.abort();
    if (DENIED_STATUS.has(status)) {
      this.#deniedUntil = Date.now() + DENIED_MS;
      this.#version = undefined;
      return;
    }
    await this.#list(signal);
  }

  async #follow(
    lines: AsyncIterable<string>,
    stream: { abort: AbortController; heardAt: number },
  ): Promise<void> {
    try {
      for await (const line of lines) {
        if (this.#stream !== stream) return;
        stream.heardAt = Date.now();
        if (!this.#apply(line)) {
          this.#version = undefined;
          break;
        }
      }
    } catch {
      // A connection that breaks is resumed from the last version by the next read.
    } finally {
      stream.abort.abort();
      if (this.#stream === stream) this.#stream = undefined;
    }
  }

  /** False for an event after which only a list helps. */
  #apply(line: string): boolean {
    const event = watchEventSchema.safeParse(parse(line));
    if (!event.success || event.data.type === 'ERROR') return false;
    const { object, type } = event.data;
    const { resourceVersion, uid } = object.metadata;
    if (type !== 'BOOKMARK' && uid) {
      const row = type === 'DELETED' ? undefined : this.#options.keep(object);
      this.#odd.delete(uid);
      if (row) {
        this.#rows.set(uid, row);
      } else {
        this.#rows.delete(uid);
        if (type !== 'DELETED') this.#odd.add(uid);
      }
    }
    if (resourceVersion) this.#version = resourceVersion;
    return true;
  }

  async #itemsAt(now: number): Promise<T[]> {
    const items: T[] = [];
    await forEachSliced([...this.#rows.values()], row =>
      items.push(row.at(now)),
    );
    return items;
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
