import {
  ProviderFailure,
  systemClock,
  type Clock,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { OpenStackClient } from '../client';
import type { Allocations } from '../mappers/ClusterParts';
import {
  inventoriesSchema,
  resourceProviderSchema,
  usagesSchema,
  type Inventories,
  type Usages,
} from '../schemas';

/**
 * Operators change sizes and ratios, every boot changes allocations. The real time is a
 * random one between half of this and all of it, so that not all hosts are due in the same
 * refresh.
 */
const INVENTORIES_TTL_MS = 10 * 60_000;
const USAGES_TTL_MS = 60_000;

interface Cached<T> {
  value: T;
  /** When it is read again. The old value is used if that fails. */
  dueAt: number;
}

interface CachedHost {
  inventories?: Cached<Inventories>;
  usages?: Cached<Usages>;
}

export interface PlacementReaderOptions {
  client: OpenStackClient;
  /** Timeout of one read in milliseconds. The next read continues. */
  timeoutMs: number;
  clock?: Clock;
}

/**
 * Reads inventories and usages of hosts from Placement. It has no list of them for all hosts,
 * so they are cached: a refresh costs one request, and those that are due.
 */
export class PlacementReader {
  readonly #options: PlacementReaderOptions;
  readonly #clock: Clock;
  readonly #hosts = new Map<string, CachedHost>();

  constructor(options: PlacementReaderOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  /**
   * Rejects if Placement is forbidden, missing or unavailable. A single host that cannot be
   * read is only counted.
   *
   * @param isHost - whether a resource provider is a hypervisor to read
   */
  async read(options: {
    isHost: (provider: { uuid: string; name?: string | null }) => boolean;
    signal: AbortSignal;
  }): Promise<Allocations> {
    const signal = AbortSignal.any([
      options.signal,
      AbortSignal.timeout(this.#options.timeoutMs),
    ]);
    const list = await this.#options.client.list({
      service: 'placement',
      path: '/resource_providers',
      key: 'resource_providers',
      schema: resourceProviderSchema,
      action: 'list resource providers',
      signal,
    });
    const hosts = list.items.filter(options.isHost);
    if (list.skipped === 0 && !list.truncated) {
      const uuids = new Set(hosts.map(({ uuid }) => uuid));
      for (const uuid of this.#hosts.keys()) {
        if (!uuids.has(uuid)) this.#hosts.delete(uuid);
      }
    }
    const areRead = await Promise.all(
      hosts.map(({ uuid }) => this.#readHost(uuid, signal)),
    );
    const allocations: Allocations = {
      byId: new Map(),
      byName: new Map(),
      unread: areRead.filter(isRead => !isRead).length,
    };
    for (const { uuid, name } of hosts) {
      const { inventories, usages } = this.#hosts.get(uuid) ?? {};
      if (!inventories) continue;
      const allocation = {
        inventories: inventories.value,
        usages: usages?.value,
      };
      allocations.byId.set(uuid, allocation);
      if (name) allocations.byName.set(name, allocation);
    }
    return allocations;
  }

  /** Resolves with false if a value of the host is missing or outdated. */
  async #readHost(uuid: string, signal: AbortSignal): Promise<boolean> {
    const host = this.#hosts.get(uuid) ?? {};
    this.#hosts.set(uuid, host);
    const get = (below: string) =>
      this.#options.client.get({
        service: 'placement',
        path: `/resource_providers/${encodeURIComponent(uuid)}/${below}`,
        action: `read the ${below} of a host`,
        signal,
      });
    try {
      if (this.#isDue(host.inventories)) {
        const parsed = inventoriesSchema.safeParse(await get('inventories'));
        if (!parsed.success) return false;
        const { inventories } = parsed.data;
        host.inventories = this.#cached(inventories, INVENTORIES_TTL_MS);
      }
      if (this.#isDue(host.usages)) {
        const parsed = usagesSchema.safeParse(await get('usages'));
        if (!parsed.success) return false;
        host.usages = this.#cached(parsed.data.usages, USAGES_TTL_MS);
      }
      return true;
    } catch (error) {
      if (!(error instanceof ProviderFailure)) throw error;
      if (error.upstreamStatus !== 404) return false;
      // Deleted after the list was read, so nothing is missing.
      this.#hosts.delete(uuid);
      return true;
    }
  }

  #isDue(cached: Cached<unknown> | undefined): boolean {
    return !cached || this.#clock.monotonic() >= cached.dueAt;
  }

  #cached<T>(value: T, ttlMs: number): Cached<T> {
    const ms = ttlMs * (0.5 + Math.random() / 2);
    return { value, dueAt: this.#clock.monotonic() + ms };
  }
}
