import {
  Expiring,
  success,
  type ReadOptions,
  type Result,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { OpenStackClient } from '../client';
import { isMissing, type List } from '../mappers/ClusterParts';
import { poolSchema, type Pool } from '../schemas';
import type { ForbiddenCache } from './ForbiddenCache';

/** Drivers report their pools about once a minute. */
const TTL_MS = 60_000;

/** Reads the storage pools of Cinder, which an admin may see. */
export class PoolReader {
  readonly #client: OpenStackClient;
  readonly #forbidden: ForbiddenCache;
  readonly #pools = new Expiring<Result<List<Pool>> | undefined>({
    ttlMs: TTL_MS,
  });

  constructor(options: { client: OpenStackClient; forbidden: ForbiddenCache }) {
    this.#client = options.client;
    this.#forbidden = options.forbidden;
  }

  /** Undefined where the region has no Cinder. */
  read({
    force,
    signal,
  }: ReadOptions): Promise<Result<List<Pool>> | undefined> {
    if (force) this.#pools.clear();
    return this.#pools.get(() => this.#read(signal));
  }

  async #read(signal: AbortSignal) {
    const pools = await this.#forbidden.request('pools', async () => {
      const cinder = await this.#client.target('block-storage', signal);
      return cinder && this.#list(signal);
    });
    // Another region may have a Cinder.
    if (isMissing(pools)) return undefined;
    if (!pools.ok) return pools;
    return pools.value && success(pools.value);
  }

  #list(signal: AbortSignal) {
    return this.#client.list({
      service: 'block-storage',
      path: '/scheduler-stats/get_pools',
      query: { detail: 'true' },
      key: 'pools',
      schema: poolSchema,
      action: 'list storage pools',
      signal,
    });
  }
}
