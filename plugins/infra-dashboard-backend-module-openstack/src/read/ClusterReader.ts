import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { KeystoneToken } from '../client/KeystoneSession';
import { keystoneIdentity } from '../client/catalog';
import type { OpenStackClient } from '../client';
import type { ListResult } from '../client/listAll';
import { Denials } from './ForbiddenCache';
import { FaultReader } from './FaultReader';
import { isIronic } from '../mappers';
import { formatMicroversion, isAtLeast } from '../microversion';
import { toPart, valueOf, type Part } from '../parts';
import { PlacementReader, type PlacementReading } from './PlacementReader';
import type { ProjectNames } from './ProjectNames';
import type { RegionParts } from '../ClusterParts';
import { ServerList } from './ServerList';
import {
  flavorSchema,
  hypervisorSchema,
  limitsSchema,
  serviceSchema,
  type AbsoluteLimits,
  type Flavor,
  type Hypervisor,
  type Server,
} from '../schemas';

export interface RegionReaderOptions {
  client: OpenStackClient;
  /** Of Keystone, so the same in all of its regions. */
  projects: ProjectNames;
  /** The operator's word; undefined tries. */
  allProjects?: boolean;
  /** Limit of one request, in milliseconds. */
  totalMs: number;
}

const SKIPPED: Part<never> = { state: 'skipped' };

/** The last microversion in which a hypervisor has numbers (O1). */
const WITH_NUMBERS = '2.87';

/** What is kept from one refresh to the next. */
interface KeptReads {
  denials: Denials;
  placement: PlacementReader;
  faults: FaultReader;
  allServers: ServerList;
  ownServers: ServerList;
  lastHypervisors: Hypervisor[];
}

function keepReads(client: OpenStackClient, totalMs: number): KeptReads {
  return {
    denials: new Denials(),
    // A region of many hosts must not use up the time of the whole refresh.
    placement: new PlacementReader({ client, budgetMs: totalMs * 2 }),
    faults: new FaultReader(client),
    allServers: new ServerList({ client, query: { all_tenants: 1 } }),
    ownServers: new ServerList({ client }),
    lastHypervisors: [],
  };
}

/** Reads a region, once for all reads of a cycle. */
export class RegionReader {
  readonly #client: OpenStackClient;
  readonly #allProjects: boolean | undefined;
  readonly #totalMs: number;
  readonly #projects: ProjectNames;
  #kept: KeptReads;
  /** Of which Keystone they are. */
  #keystone: string[] = [];

  constructor(options: RegionReaderOptions) {
    const { client, totalMs } = options;
    this.#client = client;
    this.#allProjects = options.allProjects;
    this.#totalMs = totalMs;
    this.#projects = options.projects;
    this.#kept = keepReads(client, totalMs);
  }

  /** Rejects where Keystone or Nova cannot be talked to at all. */
  async read(signal: AbortSignal): Promise<RegionParts> {
    // First and alone: without a token, or without Nova, nothing else is worth a request.
    const token = await this.#client.token();
    this.#startWith(token);
    const nova = await this.#client.target('compute', signal);
    if (!nova) {
      throw new ProviderFailure(
        'MISCONFIGURED',
        'The catalog of Keystone has no Nova',
        { hint: 'Check the region, or register it: openstack endpoint create' },
      );
    }
    const [hosts, guests] = await Promise.all([
      this.#readHosts(signal),
      this.#readGuests(signal),
    ]);
    const after = await this.#client.target('compute', signal);
    if (this.#startWith(await this.#client.token())) {
      // A new login came to another Keystone: half of this is of the one before.
      return this.read(signal);
    }
    return {
      token: {
        project: token.project,
        userName: token.userName,
        catalog: token.catalog,
      },
      region: nova.region,
      microversion: {
        max: after?.max && formatMicroversion(after.max),
        used: after?.used && formatMicroversion(after.used),
      },
      ...hosts,
      ...guests,
    };
  }

  /** Keeps nothing of another Keystone; true where there was something to forget. */
  #startWith(token: KeystoneToken): boolean {
    const keystone = keystoneIdentity(token);
    const before = this.#keystone;
    this.#keystone = keystone;
    const isOther =
      before.length > 0 && !keystone.some(id => before.includes(id));
    if (isOther) this.#kept = keepReads(this.#client, this.#totalMs);
    return isOther;
  }

  async #readHosts(signal: AbortSignal) {
    const [first, services] = await Promise.all([
      this.#kept.denials.ask('hypervisors', () => this.#hypervisors(signal)),
      this.#kept.denials.ask('services', () => this.#services(signal)),
    ]);
    let hypervisors = first;
    const lastHypervisors = this.#kept.lastHypervisors;
    let placement: Part<PlacementReading> = SKIPPED;
    let limits: Part<AbsoluteLimits> = SKIPPED;
    if (first.state === 'read') {
      placement = await this.#readPlacement(first.value.items, signal);
      if (placement.state !== 'read' && placement.state !== 'skipped') {
        hypervisors = await this.#withNumbers(first, signal);
      }
      this.#kept.lastHypervisors = valueOf(hypervisors)?.items ?? [];
    } else if (first.state === 'failed' && lastHypervisors.length > 0) {
      // Placement has a database of its own, and lives on when a cell of Nova is down (O8).
      placement = await this.#readPlacement(lastHypervisors, signal);
    } else if (first.state === 'denied') {
      limits = await this.#kept.denials.ask('limits', () =>
        this.#limits(signal),
      );
    }
    return { hypervisors, lastHypervisors, services, placement, limits };
  }

  async #readGuests(outer: AbortSignal) {
    // A list of servers that takes for ever must not take the hosts with it (O16).
    const signal = AbortSignal.any([
      outer,
      AbortSignal.timeout(this.#totalMs * 4),
    ]);
    const { servers, allProjects } = await this.#servers(signal);
    const rows = valueOf(servers)?.items ?? [];
    const [projects, flavors, faults] = await Promise.all([
      this.#projects.read({ allProjects, signal }),
      this.#flavors(rows, signal),
      this.#kept.faults.read(rows, signal),
    ]);
    return { servers, allProjects, projects, flavors, faults };
  }

  #hypervisors(signal: AbortSignal, atMost?: string) {
    return this.#client.list({
      service: 'compute',
      path: '/os-hypervisors/detail',
      key: 'hypervisors',
      schema: hypervisorSchema,
      action: 'list hypervisors',
      atMost,
      signal,
    });
  }

  #services(signal: AbortSignal) {
    return this.#client.list({
      service: 'compute',
      path: '/os-services',
      query: { binary: 'nova-compute' },
      key: 'services',
      // The rows of a dead cell have no id, and the host is what they are joined by.
      schema: serviceSchema,
      action: 'list compute services',
      signal,
    });
  }

  async #readPlacement(
    hypervisors: Hypervisor[],
    signal: AbortSignal,
  ): Promise<Part<PlacementReading>> {
    const hosts = hypervisors.filter(hypervisor => !isIronic(hypervisor));
    if (hosts.length === 0) return SKIPPED;
    const ids = new Set(hosts.map(({ id }) => id));
    const names = new Set(
      hosts.map(({ hypervisor_hostname: name }) => name).filter(Boolean),
    );
    return this.#kept.denials.ask('placement', () =>
      this.#kept.placement.read({
        isHost: ({ uuid, name }) => ids.has(uuid) || names.has(name),
        signal,
      }),
    );
  }

  /** Without Placement, Nova's own numbers are better than none. */
  async #withNumbers(
    first: Part<ListResult<Hypervisor>>,
    signal: AbortSignal,
  ): Promise<Part<ListResult<Hypervisor>>> {
    const nova = await this.#client.target('compute', signal);
    if (!isAtLeast(nova?.used, '2.88')) return first;
    const second = await toPart(this.#hypervisors(signal, WITH_NUMBERS));
    return second.state === 'read' ? second : first;
  }

  async #servers(signal: AbortSignal) {
    if (this.#allProjects !== false) {
      const all = await this.#kept.denials.ask('all-projects', () =>
        this.#kept.allServers.read(signal),
      );
      if (all.state !== 'denied') return { servers: all, allProjects: true };
    }
    return {
      servers: await toPart(this.#kept.ownServers.read(signal)),
      allProjects: false,
    };
  }

  /** Needed only below 2.47, where a server has but the id of its flavor (O7). */
  async #flavors(
    servers: Server[],
    signal: AbortSignal,
  ): Promise<Map<string, Flavor>> {
    const isNeeded = servers.some(
      ({ flavor }) => flavor?.id && typeof flavor.vcpus !== 'number',
    );
    if (!isNeeded) return new Map();
    const part = await toPart(
      this.#client.list({
        service: 'compute',
        path: '/flavors/detail',
        query: { is_public: 'None' },
        key: 'flavors',
        schema: flavorSchema,
        action: 'list flavors',
        signal,
      }),
    );
    const flavors = valueOf(part)?.items ?? [];
    return new Map(flavors.map(flavor => [flavor.id, flavor]));
  }

  async #limits(signal: AbortSignal): Promise<AbsoluteLimits> {
    const answer = await this.#client.get({
      service: 'compute',
      path: '/limits',
      action: 'read the quota of the project',
      signal,
    });
    const parsed = limitsSchema.safeParse(answer);
    if (parsed.success) return parsed.data.limits.absolute;
    throw new ProviderFailure(
      'INVALID_RESPONSE',
      'The quota of the project made no sense',
    );
  }
}
