import { createHash } from 'node:crypto';
import type { CacheService } from '@backstage/backend-plugin-api';
import type { JsonValue } from '@backstage/types';
import { withTimeout } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { z } from 'zod';
import type { ProviderEntry } from '../config';
import type { PortalId } from './PortalId';

/** A cache that takes longer counts as empty. */
const TIMEOUT_MS = 1_000;

/** What is cached of an object, and how it is read. */
export interface SharedKey {
  /** Prefix of the key, with a version that changes with the shape of the value. */
  kind: string;
  entry: ProviderEntry;
  /** Cluster and id of the object. */
  object: string[];
}

/**
 * Backstage's cache service for what is read on demand, so that several replicas with a shared
 * store cost a platform as much as one.
 *
 * The store may serve other portals as well, whose entries may read the same and mean other
 * clusters. So the keys belong to the portal, and nothing is shared while its id is unknown. What
 * the store has is checked, and a store that is slow or gone counts as empty.
 */
export class SharedCache {
  readonly #cache: CacheService;
  readonly #portal: Pick<PortalId, 'value'>;

  constructor(options: {
    cache: CacheService;
    portal: Pick<PortalId, 'value'>;
  }) {
    this.#cache = options.cache;
    this.#portal = options.portal;
  }

  async get<T>(key: SharedKey, schema: z.ZodType<T>): Promise<T | undefined> {
    const value = await this.#request(key, text => this.#cache.get(text));
    return schema.safeParse(value).data;
  }

  async set(key: SharedKey, value: object, ttlMs: number): Promise<void> {
    await this.#request(key, text =>
      this.#cache.set(text, value as JsonValue, { ttl: ttlMs }),
    );
  }

  async #request<T>(
    { entry, kind, object }: SharedKey,
    work: (key: string) => Promise<T>,
  ): Promise<T | undefined> {
    const portal = this.#portal.value;
    if (!portal) return undefined;
    const { name, proxy, settings, type } = entry;
    const hash = createHash('sha256')
      .update(JSON.stringify([portal, name, type, settings, proxy]))
      .update(JSON.stringify(object))
      .digest('hex');
    return withTimeout(() => work(`${kind}:${hash}`), {
      ms: TIMEOUT_MS,
      onTimeout: () => new Error('The cache is slow'),
    }).catch(() => undefined);
  }
}
