import { createHash } from 'node:crypto';
import type {
  CacheService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { JsonValue } from '@backstage/types';
import { z } from 'zod';
import type { ProviderEntry } from '../config';
import type { PortalId } from './PortalId';
import type { ClusterSnapshot } from './types';

/** Snapshots of one connection as replicas share them. */
export interface SharedSnapshots {
  observedAt: number;
  /** Milliseconds that the read took. */
  tookMs: number;
  clusters: ClusterSnapshot[];
}

const sharedSchema = z.object({
  observedAt: z.number(),
  tookMs: z.number().nonnegative(),
  clusters: z.array(z.unknown()),
});

/** Content of the cache; the clusters are not checked yet, which takes time. */
export type UncheckedSnapshots = z.infer<typeof sharedSchema>;

const TIMEOUT_MS = 1_000;

/** Clients of a store that is down may queue requests until it is back. */
const RETRY_MS = 60_000;

/**
 * Backstage's cache service as the second level, so that several replicas with a shared
 * store cost upstream as much as one.
 *
 * The store may serve other portals as well, whose entries may read the same and mean other
 * clusters. So the keys belong to the portal: as long as its id is not known, nothing is
 * shared.
 *
 * The cache may be slow or gone: a read that takes over a second counts as a miss, and a
 * failed write is forgotten. While a request is pending, no other is sent for the same
 * connection, so that neither refreshes wait nor snapshots pile up in its client.
 */
export class SnapshotCache {
  readonly #cache: CacheService;
  readonly #portal: Pick<PortalId, 'value'>;
  /** When each pending request was sent. */
  readonly #pending = new Map<string, number>();

  /**
   * Undefined with the memory store, which other replicas cannot read: it would only hold a
   * second, serialized copy of the collector's data.
   */
  static fromConfig(
    config: RootConfigService,
    cache: CacheService,
    portal: PortalId,
  ): SnapshotCache | undefined {
    const store = config.getOptionalString('backend.cache.store') ?? 'memory';
    return store === 'memory' ? undefined : new SnapshotCache(cache, portal);
  }

  constructor(cache: CacheService, portal: Pick<PortalId, 'value'>) {
    this.#cache = cache;
    this.#portal = portal;
  }

  /** The latest reading of any replica; undefined where it has another shape. */
  async get(entry: ProviderEntry): Promise<UncheckedSnapshots | undefined> {
    const key = this.#key(entry);
    if (!key) return undefined;
    const shared = await this.#request(`get ${key}`, () =>
      this.#cache.get(key),
    );
    return sharedSchema.safeParse(shared).data;
  }

  async set(entry: ProviderEntry, shared: SharedSnapshots): Promise<void> {
    const key = this.#key(entry);
    if (!key) return;
    await this.#request(`set ${key}`, () =>
      this.#cache.set(key, shared as unknown as JsonValue, {
        ttl: entry.timings.staleAfterMs,
      }),
    );
  }

  /** Never rejects and never takes long; undefined where there is no response. */
  async #request<T>(
    id: string,
    work: () => Promise<T>,
  ): Promise<T | undefined> {
    const sentAt = performance.now();
    if (sentAt - (this.#pending.get(id) ?? -Infinity) < RETRY_MS) {
      return undefined;
    }
    this.#pending.set(id, sentAt);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>(resolve => {
      timer = setTimeout(resolve, TIMEOUT_MS, undefined);
    });
    const response = work()
      .catch(() => undefined)
      .finally(() => {
        if (this.#pending.get(id) === sentAt) this.#pending.delete(id);
      });
    try {
      return await Promise.race([response, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Changes with the entry, so that a changed one never adopts what the old one read. */
  #key({ name, proxy, settings, type }: ProviderEntry): string | undefined {
    const portal = this.#portal.value;
    if (!portal) return undefined;
    const hash = createHash('sha256')
      .update(JSON.stringify([portal, name, type, settings, proxy]))
      .digest('hex');
    return `snapshots:2:${hash}`;
  }
}
