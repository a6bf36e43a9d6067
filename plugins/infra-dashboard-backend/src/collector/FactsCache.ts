import { createHash } from 'node:crypto';
import type { CacheService } from '@backstage/backend-plugin-api';
import type { JsonValue } from '@backstage/types';
import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { nodeStatusSchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { withTimeout } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProviderEntry } from '../config';
import type { PortalId } from './PortalId';

const TTL_MS = 3_600_000;

/** A cache that takes longer counts as empty. */
const TIMEOUT_MS = 1_000;

/** Which node, and how it is read. */
export interface FactsKey {
  entry: ProviderEntry;
  cluster: string;
  node: string;
}

/**
 * Backstage's cache service for facts of nodes, so that several replicas with a shared store
 * cost a platform as much as one.
 *
 * The store may serve other portals as well, whose entries may read the same and mean other
 * clusters. So the keys belong to the portal, and nothing is shared while its id is unknown. What
 * the store has is checked, and a store that is slow or gone counts as empty.
 */
export class FactsCache {
  readonly #cache: CacheService;
  readonly #portal: Pick<PortalId, 'value'>;

  constructor(options: {
    cache: CacheService;
    portal: Pick<PortalId, 'value'>;
  }) {
    this.#cache = options.cache;
    this.#portal = options.portal;
  }

  async get(key: FactsKey): Promise<NodeStatus | undefined> {
    const value = await this.#request(key, text => this.#cache.get(text));
    return nodeStatusSchema.safeParse(value).data;
  }

  async set(key: FactsKey, node: NodeStatus): Promise<void> {
    const value = node as unknown as JsonValue;
    await this.#request(key, text =>
      this.#cache.set(text, value, { ttl: TTL_MS }),
    );
  }

  async #request<T>(
    { cluster, entry, node }: FactsKey,
    work: (key: string) => Promise<T>,
  ): Promise<T | undefined> {
    const portal = this.#portal.value;
    if (!portal) return undefined;
    const { name, proxy, settings, type } = entry;
    const hash = createHash('sha256')
      .update(JSON.stringify([portal, name, type, settings, proxy]))
      .update(JSON.stringify([cluster, node]))
      .digest('hex');
    return withTimeout(() => work(`facts:1:${hash}`), {
      ms: TIMEOUT_MS,
      onTimeout: () => new Error('The cache is slow'),
    }).catch(() => undefined);
  }
}
