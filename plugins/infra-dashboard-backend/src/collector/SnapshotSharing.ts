import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ProviderEntry } from '../config';
import { parseSnapshots } from './parseSnapshots';
import { readBudgetMs } from './readBudgetMs';
import type { SnapshotCache, UncheckedSnapshots } from './SnapshotCache';
import type { ClusterSnapshot } from './types';

/** What another replica read within this share of the interval is as good as an own read. */
const TAKEN_SHARE = 0.8;

/** A reader comes back after 1.1 intervals at the latest. */
const SHORTEST_SHARE = 1.15;
const SPREAD_SHARE = 0.25;

/** What another replica has read, and when by the clock of this one. */
interface Found {
  shared: UncheckedSnapshots;
  readAt: number;
}

/**
 * One replica polls a connection and the others use its snapshots. Several replicas then cause
 * the same upstream load as one, and the state of a provider between refreshes (watches,
 * tokens, rarely read facts) stays useful.
 */
export class SnapshotSharing {
  readonly #entry: ProviderEntry;
  readonly #cache: SnapshotCache | undefined;
  readonly #logger: LoggerService;
  #delayMs: number | undefined;
  /** What was seen last of a clock that is ahead of this one, and when it was new. */
  #future: { observedAt: number; seenAt: number } | undefined;
  #hasLooked = false;
  #isRefused = false;

  constructor(options: {
    entry: ProviderEntry;
    cache?: SnapshotCache;
    logger: LoggerService;
  }) {
    this.#entry = options.entry;
    this.#cache = options.cache;
    this.#logger = options.logger;
  }

  /** Milliseconds until the next look at what another replica reads; absent: none does. */
  get delayMs(): number | undefined {
    return this.#delayMs;
  }

  /** No other replica is followed until a reading is adopted again. */
  lead(): void {
    this.#delayMs = undefined;
  }

  /** A new snapshot of another replica, shown instead of polling upstream again. */
  async take(): Promise<ClusterSnapshot[] | undefined> {
    const { refreshMs } = this.#entry.timings;
    const found = await this.#find(refreshMs * TAKEN_SHARE);
    if (!found) return undefined;
    const { shared, readAt } = found;
    const clusters = await parseSnapshots(shared.clusters, {
      aheadMs: shared.observedAt - readAt,
    });
    this.#report(clusters === undefined);
    if (clusters) this.#follow(found);
    return clusters;
  }

  /**
   * Publishes the snapshot, unless another replica was faster: then follows that replica.
   *
   * @param options - `force`: a manual refresh, which always shows the newest data
   */
  async handOn(
    clusters: ClusterSnapshot[],
    options: { startedAt: number; force: boolean },
  ): Promise<void> {
    const { startedAt, force } = options;
    const tookMs = Math.max(Date.now() - startedAt, 0);
    const other =
      force || this.#isRefused ? undefined : await this.#find(tookMs);
    if (other) {
      this.#follow(other);
      return;
    }
    const observedAt = Date.now();
    await this.#cache?.set(this.#entry, { observedAt, tookMs, clusters });
  }

  /** What a replica has put into the cache within the last `maxAgeMs`. */
  async #find(maxAgeMs: number): Promise<Found | undefined> {
    const shared = await this.#cache?.get(this.#entry);
    const isFirst = !this.#hasLooked;
    this.#hasLooked = true;
    if (!shared) return undefined;
    const now = Date.now();
    const readAt = this.#readAt(shared.observedAt, { now, isFirst });
    return now - readAt <= maxAgeMs ? { shared, readAt } : undefined;
  }

  /**
   * When it was read by the clock of this replica. A time in the future is that of a clock
   * which is ahead: then it counts when it was new here. What was there before the first look
   * may be of any age.
   */
  #readAt(
    observedAt: number,
    { now, isFirst }: { now: number; isFirst: boolean },
  ): number {
    if (observedAt <= now) return observedAt;
    if (this.#future?.observedAt !== observedAt) {
      this.#future = { observedAt, seenAt: isFirst ? -Infinity : now };
    }
    return this.#future.seenAt;
  }

  /**
   * Looks again shortly after the next read of the other replica is due. Each follower waits
   * for another time, so that one alone takes the place of a reader that is gone.
   */
  #follow({ shared, readAt }: Found): void {
    const { refreshMs } = this.#entry.timings;
    const tookMs = Math.min(shared.tookMs, readBudgetMs(this.#entry));
    const share = SHORTEST_SHARE + Math.random() * SPREAD_SHARE;
    const dueAt = readAt + tookMs + refreshMs * share;
    this.#delayMs = Math.max(dueAt - Date.now(), 0);
  }

  #report(isRefused: boolean): void {
    if (isRefused && !this.#isRefused) {
      this.#logger.warn(
        'What another replica has put into the shared cache has an unexpected shape and is not used',
      );
    }
    this.#isRefused = isRefused;
  }
}
