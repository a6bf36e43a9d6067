import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { OpenStackClient } from '../client';
import {
  inventoriesSchema,
  resourceProviderSchema,
  usagesSchema,
  type Inventories,
  type Usages,
} from '../schemas';

/**
 * Sizes and ratios change by hand, allocations by every boot. Each is kept for half of
 * this at least, by chance, so that the hosts are not all due in the same refresh.
 */
const INVENTORIES_KEPT_MS = 10 * 60_000;
const USAGES_KEPT_MS = 60_000;

/** What Placement says of one host. */
export interface HostAllocation {
  inventories: Inventories;
  /** Absent where they could not be read. */
  usages?: Usages;
}

export interface PlacementReading {
  /** By uuid of the provider, which is the hypervisor's from Nova 2.53 on. */
  byId: Map<string, HostAllocation>;
  /** By name, which is the hypervisor's host name. */
  byName: Map<string, HostAllocation>;
  /** Hosts that could not be asked, or whose last answer is older than it may be. */
  unread: number;
}

interface Kept<T> {
  value: T;
  dueAt: number;
}

interface KeptHost {
  inventories?: Kept<Inventories>;
  usages?: Kept<Usages>;
}

export interface PlacementReaderOptions {
  client: OpenStackClient;
  /** How long one read may go on, in milliseconds; the next one continues. */
  budgetMs: number;
  now?: () => number;
}

/**
 * Reads inventories and usages of hosts from Placement. It has them per provider only
 * (O3), so they are kept: a refresh costs one request and what is due.
 */
export class PlacementReader {
  readonly #options: PlacementReaderOptions;
  readonly #now: () => number;
  readonly #kept = new Map<string, KeptHost>();

  constructor(options: PlacementReaderOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => Date.now());
  }

  /**
   * Rejects where Placement is denied, missing or dead; a single host that cannot be read
   * is only counted.
   *
   * @param isHost - whether a resource provider is one of the hypervisors to ask for
   */
  async read(options: {
    isHost: (provider: { uuid: string; name?: string | null }) => boolean;
    signal: AbortSignal;
  }): Promise<PlacementReading> {
    const signal = AbortSignal.any([
      options.signal,
      AbortSignal.timeout(this.#options.budgetMs),
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
      for (const uuid of this.#kept.keys()) {
        if (!uuids.has(uuid)) this.#kept.delete(uuid);
      }
    }
    const outcomes = await Promise.all(
      hosts.map(({ uuid }) => this.#readHost(uuid, signal)),
    );
    const reading: PlacementReading = {
      byId: new Map(),
      byName: new Map(),
      unread: outcomes.filter(isRead => !isRead).length,
    };
    for (const { uuid, name } of hosts) {
      const { inventories, usages } = this.#kept.get(uuid) ?? {};
      if (!inventories) continue;
      const allocation = {
        inventories: inventories.value,
        usages: usages?.value,
      };
      reading.byId.set(uuid, allocation);
      if (name) reading.byName.set(name, allocation);
    }
    return reading;
  }

  /** Resolves with false where something of the host is missing or too old. */
  async #readHost(uuid: string, signal: AbortSignal): Promise<boolean> {
    const kept = this.#kept.get(uuid) ?? {};
    this.#kept.set(uuid, kept);
    const path = `/resource_providers/${encodeURIComponent(uuid)}`;
    const isDue = (entry: Kept<unknown> | undefined) =>
      !entry || this.#now() >= entry.dueAt;
    const keep = <T>(value: T, keptMs: number): Kept<T> => ({
      value,
      dueAt: this.#now() + keptMs * (0.5 + Math.random() / 2),
    });
    const get = (below: string) =>
      this.#options.client.get({
        service: 'placement',
        path: `${path}/${below}`,
        action: `read the ${below} of a host`,
        signal,
      });
    try {
      if (isDue(kept.inventories)) {
        const answer = inventoriesSchema.safeParse(await get('inventories'));
        if (!answer.success) return false;
        const { inventories } = answer.data;
        kept.inventories = keep(inventories, INVENTORIES_KEPT_MS);
      }
      if (isDue(kept.usages)) {
        const answer = usagesSchema.safeParse(await get('usages'));
        if (!answer.success) return false;
        kept.usages = keep(answer.data.usages, USAGES_KEPT_MS);
      }
      return true;
    } catch (error) {
      if (!(error instanceof ProviderFailure)) throw error;
      // Deleted since the list was made: nothing is missing then.
      if (error.upstreamStatus !== 404) return false;
      this.#kept.delete(uuid);
      return true;
    }
  }
}
