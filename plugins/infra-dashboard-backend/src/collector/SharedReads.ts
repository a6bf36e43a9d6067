import type { ProviderEntry } from '../config';
import type { SharedSnapshots, SnapshotCache } from './SnapshotCache';
import type { ClusterSnapshot } from './types';

/** What another replica read within this share of the interval is as good as an own read. */
const TAKEN_SHARE = 0.8;

/** A reader comes back after 1.1 intervals at the latest. */
const SHORTEST_SHARE = 1.15;
const SPREAD_SHARE = 0.25;

/**
 * Lets one replica read a connection and the others follow, so that several cost upstream as
 * much as one, and that what a provider keeps between its refreshes (watches, tokens, facts
 * that it reads seldom) is of use.
 */
export class SharedReads {
  readonly #entry: ProviderEntry;
  readonly #cache: SnapshotCache | undefined;
  #delayMs: number | undefined;

  constructor(entry: ProviderEntry, cache: SnapshotCache | undefined) {
    this.#entry = entry;
    this.#cache = cache;
  }

  /** Milliseconds until the next look at what another replica reads; absent: none does. */
  get delayMs(): number | undefined {
    return this.#delayMs;
  }

  /** Nobody is followed any more, until something is taken over again. */
  lead(): void {
    this.#delayMs = undefined;
  }

  /** What another replica has just read, to be shown instead of asking upstream again. */
  async take(): Promise<ClusterSnapshot[] | undefined> {
    const { refreshMs } = this.#entry.timings;
    const shared = await this.#cache?.get(this.#entry, refreshMs * TAKEN_SHARE);
    if (shared) this.#follow(shared);
    return shared?.clusters;
  }

  /**
   * Hands on what was read, unless another replica was quicker: then that one is followed.
   *
   * @param options - `force`: a person asked, and what they see is the newest
   */
  async handOn(
    clusters: ClusterSnapshot[],
    options: { startedAt: number; force: boolean },
  ): Promise<void> {
    const { startedAt, force } = options;
    const tookMs = Date.now() - startedAt;
    const other = force
      ? undefined
      : await this.#cache?.get(this.#entry, tookMs);
    if (other) {
      this.#follow(other);
      return;
    }
    const observedAt = Date.now();
    await this.#cache?.set(this.#entry, { observedAt, tookMs, clusters });
  }

  /**
   * Looks again a little after the other one is to have read once more. Each follower waits
   * for another time, so that one alone takes the place of a reader that is gone.
   */
  #follow({ observedAt, tookMs = 0 }: SharedSnapshots): void {
    const { refreshMs } = this.#entry.timings;
    const share = SHORTEST_SHARE + Math.random() * SPREAD_SHARE;
    const dueAt = observedAt + tookMs + refreshMs * share;
    this.#delayMs = Math.max(dueAt - Date.now(), 0);
  }
}
