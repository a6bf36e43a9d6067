import {
  ProviderFailure,
  systemClock,
  withinTime,
  type Clock,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { OpenStackClient } from '../client';
import type { Allocations } from '../mappers/ClusterParts';
import {
  inventoriesSchema,
  resourceProviderSchema,
  usagesSchema,
  type Hypervisor,
  type ResourceProvider,
} from '../schemas';
import { NOTHING, type AllocatedSizes } from './allocatedSizes';
import { HostCache, type HostJob } from './HostCache';

/** Requests of one refresh below single hosts, once all hosts were read. */
const MAX_REQUESTS = 2;

export interface PlacementReaderOptions {
  client: OpenStackClient;
  /** Timeout of one read in milliseconds. The next read continues. */
  timeoutMs: number;
  clock?: Clock;
}

/** What servers take, and the number of requests that it took to know it. */
export interface Allocated {
  sizes: AllocatedSizes | undefined;
  requests: number;
}

interface PlacementReadOptions {
  /** The hosts to read. */
  hypervisors: Hypervisor[];
  /** Resolves with what their servers take. */
  allocated: Promise<Allocated>;
  signal: AbortSignal;
}

/**
 * Reads inventories and usages of hosts from Placement. It has no list of them for all hosts,
 * so a refresh costs one request for the list, whose generations show what has changed, and few
 * for single hosts. In between, the servers of a host show how its allocation changes.
 */
export class PlacementReader {
  readonly #options: PlacementReaderOptions;
  readonly #clock: Clock;
  readonly #hosts = new Map<string, HostCache>();

  constructor(options: PlacementReaderOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  /**
   * Rejects if Placement is forbidden, missing or unavailable. A single host that cannot be
   * read is only counted.
   */
  read(options: PlacementReadOptions): Promise<Allocations> {
    const { timeoutMs: ms } = this.#options;
    return withinTime({ signals: [options.signal], ms }, signal =>
      this.#read({ ...options, signal }),
    );
  }

  async #read(options: PlacementReadOptions): Promise<Allocations> {
    const { signal } = options;
    const [list, { sizes, requests }] = await Promise.all([
      this.#list(signal),
      options.allocated,
    ]);
    const isComplete = list.skipped === 0 && !list.truncated;
    const found = this.#match(list.items, options.hypervisors);
    if (isComplete) this.#retain(found);
    for (const [{ generation, uuid }, { service }] of found) {
      const sum = sizes && (sizes.get(service?.host ?? '') ?? NOTHING);
      this.#hostOf(uuid).update(generation ?? undefined, sum);
    }
    const failed = await this.#readHosts(requests, signal);
    const allocations: Allocations = {
      byId: new Map(),
      unread: 0,
      unknown: [],
    };
    for (const [{ uuid }, { id }] of found) {
      const host = this.#hosts.get(uuid);
      if (!host) continue;
      if (!host.isRead || failed.has(host)) allocations.unread += 1;
      if (host.allocation) allocations.byId.set(id, host.allocation);
    }
    if (isComplete) {
      const known = new Set([...found.values()].map(({ id }) => id));
      allocations.unknown = options.hypervisors
        .filter(({ id }) => !known.has(id))
        .map(({ hypervisor_hostname: name, id }) => name ?? id);
    }
    return allocations;
  }

  #list(signal: AbortSignal) {
    return this.#options.client.list({
      service: 'placement',
      path: '/resource_providers',
      key: 'resource_providers',
      schema: resourceProviderSchema,
      action: 'list resource providers',
      signal,
    });
  }

  /** The hypervisor of each resource provider: by its id from Nova 2.53 on, or by its name. */
  #match(
    providers: ResourceProvider[],
    hypervisors: Hypervisor[],
  ): Map<ResourceProvider, Hypervisor> {
    const byId = new Map(hypervisors.map(one => [one.id, one]));
    const byName = new Map(
      hypervisors.map(one => [one.hypervisor_hostname ?? one.id, one]),
    );
    return new Map(
      providers.flatMap(provider => {
        const host = byId.get(provider.uuid) ?? byName.get(provider.name ?? '');
        return host ? [[provider, host] as const] : [];
      }),
    );
  }

  #hostOf(uuid: string): HostCache {
    const host = this.#hosts.get(uuid) ?? new HostCache(uuid, this.#clock);
    this.#hosts.set(uuid, host);
    return host;
  }

  #retain(found: Map<ResourceProvider, unknown>): void {
    const uuids = new Set([...found.keys()].map(({ uuid }) => uuid));
    for (const uuid of this.#hosts.keys()) {
      if (!uuids.has(uuid)) this.#hosts.delete(uuid);
    }
  }

  /**
   * Reads new hosts, and of the others what is most important.
   *
   * @param others - requests of this refresh for the list of servers
   * @returns hosts that could not be read now
   */
  async #readHosts(
    others: number,
    signal: AbortSignal,
  ): Promise<Set<HostCache>> {
    const hosts = [...this.#hosts.values()];
    const first = hosts.filter(({ isNew }) => isNew);
    const again = hosts
      .filter(({ isNew }) => !isNew)
      .flatMap(({ jobs }) => jobs)
      .sort((a, b) => a.rank - b.rank)
      .slice(0, Math.max(0, MAX_REQUESTS + 1 - Math.max(others, 1)));
    const jobs = [...first.flatMap(host => host.jobs), ...again];
    const failed = new Set<HostCache>();
    await Promise.all(
      jobs.map(async job => {
        if (!(await this.#readPart(job, signal))) failed.add(job.host);
      }),
    );
    return failed;
  }

  /** Resolves with false if it could not be read. */
  async #readPart(
    { host, part }: HostJob,
    signal: AbortSignal,
  ): Promise<boolean> {
    host.noteRead();
    try {
      const body = await this.#options.client.get({
        service: 'placement',
        path: `/resource_providers/${encodeURIComponent(host.uuid)}/${part}`,
        action: `read the ${part} of a host`,
        signal,
      });
      if (part === 'inventories') {
        const parsed = inventoriesSchema.safeParse(body);
        if (parsed.success) host.set(part, parsed.data.inventories);
        return parsed.success;
      }
      const parsed = usagesSchema.safeParse(body);
      if (parsed.success) host.set(part, parsed.data.usages);
      return parsed.success;
    } catch (error) {
      if (!(error instanceof ProviderFailure)) throw error;
      if (error.upstreamStatus !== 404) return false;
      // Deleted after the list was read, so nothing is missing.
      this.#hosts.delete(host.uuid);
      return true;
    }
  }
}
