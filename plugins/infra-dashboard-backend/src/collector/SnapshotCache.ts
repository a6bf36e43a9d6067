import { createHash } from 'node:crypto';
import type {
  CacheService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { JsonValue } from '@backstage/types';
import type { ProviderEntry } from '../config';
import type { ClusterSnapshot } from './types';

/** Snapshots of one connection as replicas share them. */
export interface SharedSnapshots {
  observedAt: number;
  /** Milliseconds that the read took; replicas of an earlier version leave it out. */
  tookMs?: number;
  clusters: ClusterSnapshot[];
}

const READ_MS = 1_000;

/**
 * Backstage's cache service as the second level, so that several replicas with a shared
 * store cost upstream as much as one.
 *
 * The cache may be slow or gone: a read that takes over a second counts as a miss, and a
 * failed write is forgotten.
 */
export class SnapshotCache {
  readonly #cache: CacheService;

  /**
   * None with the memory store, which no other replica sees: it would only hold a second,
   * serialised copy of what the collector holds anyway.
   */
  static fromConfig(
    config: RootConfigService,
    cache: CacheService,
  ): SnapshotCache | undefined {
    const store = config.getOptionalString('backend.cache.store') ?? 'memory';
    return store === 'memory' ? undefined : new SnapshotCache(cache);
  }

  constructor(cache: CacheService) {
    this.#cache = cache;
  }

  /** The snapshots that some replica read within the last `maxAgeMs`. */
  async get(
    entry: ProviderEntry,
    maxAgeMs: number,
  ): Promise<SharedSnapshots | undefined> {
    let timer: NodeJS.Timeout | undefined;
    try {
      const shared = (await Promise.race([
        this.#cache.get(this.#key(entry)),
        new Promise<undefined>(resolve => {
          timer = setTimeout(resolve, READ_MS, undefined);
        }),
      ])) as unknown as SharedSnapshots | undefined;
      if (!shared || !Array.isArray(shared.clusters)) return undefined;
      const age = Date.now() - shared.observedAt;
      return age <= maxAgeMs ? shared : undefined;
    } catch {
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  async set(entry: ProviderEntry, shared: SharedSnapshots): Promise<void> {
    try {
      await this.#cache.set(this.#key(entry), shared as unknown as JsonValue, {
        ttl: entry.timings.staleAfterMs,
      });
    } catch {
      // The next refresh writes again; until then each replica reads for itself.
    }
  }

  /** Changes with the entry, so that a changed one never adopts what the old one read. */
  #key({ name, type, settings }: ProviderEntry): string {
    const hash = createHash('sha256')
      .update(JSON.stringify([name, type, settings]))
      .digest('hex');
    return `snapshots:1:${hash}`;
  }
}
