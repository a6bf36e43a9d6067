import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { KubernetesClient } from '../client';
import type { ObjectList } from '../mappers/ObjectList';
import { listObjects } from './listObjects';
import { ListFreshness } from './ListFreshness';
import { currentMoment } from './moment';
import { ObjectCache, type CachedObject } from './ObjectCache';
import { isOlderVersion } from './resourceVersion';
import { parseWatchEvent } from './watchEvent';
import { WatchInterval } from './WatchInterval';
import { WatchPause, type WatchPauseOptions } from './WatchPause';
import { WatchStream } from './WatchStream';

export interface WatchedListOptions<T>
  extends Pick<WatchPauseOptions, 'mayWatch'> {
  client: KubernetesClient;
  path: string;
  /** Selects objects. */
  query?: Record<string, string>;
  /** What is listed, in words for people: `pods`. */
  title: string;
  /** Whether a list without a valid row must not make other lists fail. */
  isOptional?: boolean;
  /** Lists in each read instead. */
  skipWatch?: boolean;
  /** Undefined for an object that cannot be mapped. */
  cache: (row: unknown) => CachedObject<T> | undefined;
  /** The watch has reported an object. */
  onChange?: () => void;
}

export interface WatchedReadOptions {
  signal: AbortSignal;
  /** Lists again, whatever the watch has reported. */
  force?: boolean;
}

/**
 * Duration of a watch that resumes after an interruption. A server sends a bookmark two
 * seconds before the end, which proves that no missed event is still on its way.
 */
const CATCH_UP_SECONDS = 4;

/** How long a read waits for that proof. */
const CATCH_UP_MS = 5_000;

/** A watch whose list is not read any more is closed. */
const IDLE_MS = 300_000;

/**
 * One list of the API server: read in pages once, then kept up to date by a watch.
 *
 * The rows are as old as the last proof that they are complete: a list, a bookmark, or an
 * event of a watch that has caught up. A watch that ends is resumed from where it ended. The
 * list is read again where that is not possible (410), where versions go backwards, where
 * there is no proof for two intervals, when a user asks for it, and every half hour.
 */
export class WatchedList<T> {
  readonly #options: WatchedListOptions<T>;
  readonly #objects: ObjectCache<T>;
  readonly #pause: WatchPause;
  readonly #interval = new WatchInterval();
  readonly #freshness = new ListFreshness();
  /** Where the next watch begins; undefined where a list is needed. */
  #version: string | undefined;
  #stream: WatchStream | undefined;
  #idle: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: WatchedListOptions<T>) {
    const { cache, client, mayWatch } = options;
    this.#options = options;
    this.#objects = new ObjectCache(cache);
    this.#pause = new WatchPause({
      credentialsVersion: () => client.credentialsVersion,
      mayWatch,
    });
  }

  /** Rejects where there is no watch and the list fails. */
  async read(options: WatchedReadOptions): Promise<ObjectList<T>> {
    const { signal, force = false } = options;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#stop(), IDLE_MS);
    this.#idle.unref();
    this.#interval.note({ force });
    if (!this.#options.skipWatch) await this.#pause.review({ signal, force });
    const canResume = this.#version !== undefined && !force;
    const isWatched = canResume && (await this.#watch(signal));
    if (this.#version === undefined || !isWatched || this.#isUnproven) {
      await this.#list(signal);
      // Where a watch has just failed, the next read tries again.
      if (isWatched || !canResume) await this.#open(signal);
    } else if (this.#freshness.isRelistDue) {
      await this.#relist(signal);
    }
    return this.current();
  }

  /** The objects as they are by now, with what the watch has reported since the read. */
  async current(): Promise<ObjectList<T>> {
    const now = Date.now();
    return {
      observedAt: this.#freshness.observedAt(now),
      skipped: this.#objects.skipped,
      truncated: this.#objects.truncated,
      ...(this.#pause.isActive && { watchDenied: true }),
      items: await this.#objects.itemsAt(this.#options.client.clock.now()),
    };
  }

  /** Forgets the objects; the next read lists again. */
  reset(): void {
    this.#stop();
    this.#objects.clear();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#idle);
    this.reset();
  }

  get #isUnproven(): boolean {
    const { timeoutSeconds } = this.#interval;
    // The open stream may be from a time with a longer interval.
    return this.#freshness.isUnproven(
      Math.max(timeoutSeconds, this.#stream?.timeoutSeconds ?? 0),
    );
  }

  #stop(): void {
    this.#close(this.#stream);
    this.#version = undefined;
  }

  #close(stream: WatchStream | undefined): void {
    if (this.#stream === stream) this.#stream = undefined;
    stream?.close();
  }

  async #list(signal: AbortSignal): Promise<void> {
    const { client, isOptional, path, query, skipWatch, title } = this.#options;
    const startedAt = currentMoment();
    const invalid = new Set<string>();
    const map = this.#objects.mapInto(invalid);
    const list = await listObjects({
      client,
      path,
      query,
      title,
      isOptional,
      signal,
      map,
    });
    this.#close(this.#stream);
    this.#objects.replace(list, invalid);
    this.#freshness.noteList(startedAt);
    // In a truncated list, what is gone looks like what is cut off.
    this.#version =
      list.truncated || skipWatch || this.#pause.isActive
        ? undefined
        : list.resourceVersion;
  }

  /** Lists again to find what the watch has missed; a failure leaves everything as it is. */
  async #relist(signal: AbortSignal): Promise<void> {
    try {
      await this.#list(signal);
    } catch (error) {
      if (!(error instanceof ProviderFailure)) throw error;
      this.#freshness.postponeRelist();
      return;
    }
    await this.#open(signal);
  }

  /** Makes sure that there is a watch; one that has to be opened is given time to catch up. */
  async #watch(signal: AbortSignal): Promise<boolean> {
    if (this.#stream?.isSilent) this.#close(this.#stream);
    if (this.#stream) return true;
    const stream = await this.#open(signal, CATCH_UP_SECONDS);
    await stream?.settle(CATCH_UP_MS, signal);
    return stream !== undefined;
  }

  /**
   * Opens a watch; undefined where that fails for now or is denied.
   *
   * @throws ProviderFailure where it concerns all requests
   */
  async #open(
    signal: AbortSignal,
    timeoutSeconds = this.#interval.timeoutSeconds,
  ): Promise<WatchStream | undefined> {
    const { client, path, query, title } = this.#options;
    const resourceVersion = this.#version;
    if (resourceVersion === undefined || this.#isClosed) return undefined;
    const stream = new WatchStream(timeoutSeconds);
    this.#stream = stream;
    try {
      const { lines, status } = await client.watch({
        path,
        query,
        title,
        resourceVersion,
        timeoutSeconds,
        opening: signal,
        signal: stream.signal,
      });
      if (status === 200) {
        void this.#follow(stream, lines);
        return stream;
      }
      if (this.#pause.beginIfDenied(status) || status === 410) {
        this.#version = undefined;
      }
    } catch (error) {
      this.#close(stream);
      const isLocal =
        error instanceof ProviderFailure &&
        error.code !== 'UNAUTHORIZED' &&
        error.code !== 'RATE_LIMITED';
      if (!isLocal) throw error;
    }
    this.#close(stream);
    return undefined;
  }

  async #follow(
    stream: WatchStream,
    lines: AsyncIterable<string>,
  ): Promise<void> {
    let isEnded = false;
    try {
      for await (const line of lines) {
        if (this.#stream !== stream) return;
        if (!this.#apply(line, stream)) {
          this.#version = undefined;
          break;
        }
      }
      isEnded = true;
    } catch {
      // A connection that breaks is resumed from the last version by the next read.
    }
    if (this.#stream !== stream) return;
    this.#close(stream);
    if (isEnded && stream.isReopenable) {
      await this.#open(AbortSignal.timeout(CATCH_UP_MS)).catch(() => {});
    }
  }

  /** False for an event after which only a list helps. */
  #apply(line: string, stream: WatchStream): boolean {
    const event = parseWatchEvent(line);
    if (!event || event.type === 'ERROR') return false;
    const { resourceVersion } = event.object.metadata;
    if (isOlderVersion(resourceVersion, this.#version)) return false;
    this.#objects.apply(event);
    if (this.#objects.truncated) return false;
    if (resourceVersion) this.#version = resourceVersion;
    const { uid } = event.object.metadata;
    if (uid && event.type !== 'BOOKMARK') this.#options.onChange?.();
    if (stream.note(event.type)) this.#freshness.noteProof();
    return true;
  }
}
