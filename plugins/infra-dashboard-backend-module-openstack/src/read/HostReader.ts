import {
  ProviderFailure,
  success,
  toResult,
  withTimeout,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { OpenStackClient } from '../client';
import {
  isForbidden,
  valueOf,
  type ClusterParts,
  type List,
} from '../mappers/ClusterParts';
import { isIronic } from '../mappers/hypervisor';
import { message } from '../messages';
import { isAtLeast } from '../microversion';
import {
  hypervisorSchema,
  limitsSchema,
  serviceSchema,
  type AbsoluteLimits,
  type Hypervisor,
} from '../schemas';
import type { ForbiddenCache } from './ForbiddenCache';
import { sumAllocatedSizes } from './allocatedSizes';
import type { InstanceParts } from './InstanceReader';
import { PlacementReader, type Allocated } from './PlacementReader';

/** The last microversion whose hypervisors have numbers. */
const WITH_NUMBERS = '2.87';

type HostParts = Pick<
  ClusterParts,
  'hypervisors' | 'lastHypervisors' | 'services' | 'placement' | 'limits'
>;

/** Reads the hypervisors of a region with their allocation, else the quota of the project. */
export class HostReader {
  readonly #client: OpenStackClient;
  readonly #forbidden: ForbiddenCache;
  readonly #placement: PlacementReader;
  readonly #totalMs: number;
  #lastHypervisors: Hypervisor[] = [];

  /** @param options - `totalMs`: timeout of one request */
  constructor(options: {
    client: OpenStackClient;
    forbidden: ForbiddenCache;
    totalMs: number;
  }) {
    const { client, totalMs } = options;
    this.#client = client;
    this.#forbidden = options.forbidden;
    this.#totalMs = totalMs;
    // A region with many hosts must not use up the time of the whole refresh.
    this.#placement = new PlacementReader({ client, timeoutMs: totalMs * 2 });
  }

  /** @param instances - the servers, which show how the allocation of hosts changes */
  async read(
    signal: AbortSignal,
    instances: Promise<InstanceParts>,
  ): Promise<HostParts> {
    const [hypervisors, services] = await Promise.all([
      this.#forbidden.request('hypervisors', () => this.#hypervisors(signal)),
      this.#forbidden.request('services', () => this.#services(signal)),
    ]);
    const lastHypervisors = this.#lastHypervisors;
    const parts = { hypervisors, lastHypervisors, services };
    if (hypervisors.ok) {
      const { items } = hypervisors.value;
      const placement = await this.#allocations(items, instances, signal);
      const list =
        placement?.ok === false
          ? await this.#withNumbers(hypervisors.value, signal)
          : hypervisors.value;
      this.#lastHypervisors = list.items;
      return { ...parts, hypervisors: success(list), placement };
    }
    if (isForbidden(hypervisors)) {
      const limits = await this.#forbidden.request('limits', () =>
        this.#limits(signal),
      );
      return { ...parts, limits };
    }
    // Placement has its own database, and works while a cell of Nova does not.
    const placement = await this.#allocations(
      lastHypervisors,
      instances,
      signal,
    );
    return { ...parts, placement };
  }

  #hypervisors(signal: AbortSignal, maxVersion?: string) {
    return this.#client.list({
      service: 'compute',
      path: '/os-hypervisors/detail',
      key: 'hypervisors',
      schema: hypervisorSchema,
      action: 'list hypervisors',
      maxVersion,
      signal,
    });
  }

  #services(signal: AbortSignal) {
    return this.#client.list({
      service: 'compute',
      path: '/os-services',
      query: { binary: 'nova-compute' },
      key: 'services',
      schema: serviceSchema,
      action: 'list compute services',
      signal,
    });
  }

  /** Undefined if there are no hosts to read. */
  async #allocations(
    listed: Hypervisor[],
    instances: Promise<InstanceParts>,
    signal: AbortSignal,
  ): Promise<ClusterParts['placement']> {
    const hypervisors = listed.filter(hypervisor => !isIronic(hypervisor));
    if (hypervisors.length === 0) return undefined;
    return this.#forbidden.request('placement', () =>
      this.#placement.read({
        hypervisors,
        allocated: this.#allocated(instances),
        signal,
      }),
    );
  }

  /** Does not wait longer for the servers than for any request. */
  async #allocated(instances: Promise<InstanceParts>): Promise<Allocated> {
    const parts = await withTimeout(() => instances, {
      ms: this.#totalMs,
      onTimeout: () => new Error('The list of servers takes too long'),
    }).catch(() => undefined);
    return {
      sizes: parts && (await sumAllocatedSizes(parts)),
      requests: (parts && valueOf(parts.servers)?.pages) ?? 1,
    };
  }

  /** Without Placement, Nova's own numbers are better than none. */
  async #withNumbers(
    list: List<Hypervisor>,
    signal: AbortSignal,
  ): Promise<List<Hypervisor>> {
    const nova = await this.#client.target('compute', signal);
    if (!isAtLeast(nova?.used, '2.88')) return list;
    const second = await toResult(this.#hypervisors(signal, WITH_NUMBERS));
    return second.ok ? second.value : list;
  }

  async #limits(signal: AbortSignal): Promise<AbsoluteLimits> {
    const body = await this.#client.get({
      service: 'compute',
      path: '/limits',
      action: 'read the quota of the project',
      signal,
    });
    const parsed = limitsSchema.safeParse(body);
    if (parsed.success) return parsed.data.limits.absolute;
    throw new ProviderFailure('INVALID_RESPONSE', message('quota-invalid'));
  }
}
