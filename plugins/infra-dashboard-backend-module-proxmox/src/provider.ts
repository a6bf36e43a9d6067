import type { ConnectionCheck } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  limitRows,
  success,
  type ClusterReading,
  type InfraProvider,
  type NodeRef,
  type ObjectDetail,
  type PlatformContext,
  type ReadOptions,
  type RequestOptions,
  type Topology,
  type WorkloadsReading,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { checkConnection } from './checkConnection';
import { ProxmoxClient } from './client';
import { clusterCompleteness, workloadsAreComplete } from './completeness';
import type { ProxmoxConfig } from './config';
import { LABEL, oddAnswer } from './failures';
import { GuestAddresses } from './GuestAddresses';
import { GuestMemory } from './GuestMemory';
import {
  findHiddenGuests,
  findLimitations,
  isStripped,
  toTopology,
  toGuest,
  toNodeState,
  withDetails,
  type LimitationSources,
} from './mappers';
import {
  nodeDetailsSchema,
  parseResources,
  type ParsedRows,
  type Resource,
} from './schemas';
import { SideReader } from './SideReader';

function isGuest({ type }: Resource): boolean {
  return type === 'qemu' || type === 'lxc';
}

function isNode({ type }: Resource): boolean {
  return type === 'node';
}

/** One Proxmox VE cluster or standalone node: its nodes and guests. */
export class ProxmoxProvider implements InfraProvider {
  readonly #name: string;
  readonly #config: ProxmoxConfig;
  readonly #client: ProxmoxClient;
  readonly #side: SideReader;
  readonly #memory = new GuestMemory();
  /** Only where it was asked for. */
  readonly #addresses: GuestAddresses | undefined;
  #inFlight: Promise<ParsedRows<Resource>> | undefined;

  constructor(options: PlatformContext<ProxmoxConfig>) {
    this.#name = options.name;
    this.#config = options.config;
    this.#client = new ProxmoxClient(options);
    this.#side = new SideReader(this.#client);
    if (options.config.guestAddresses) {
      this.#addresses = new GuestAddresses(
        this.#client,
        options.config.credentials,
      );
    }
  }

  async *read(options: ReadOptions): AsyncIterable<ClusterReading> {
    // The resources first and alone: refused credentials then cost one attempt.
    const resources = await this.#readResources(options);
    await this.#side.read(options.signal);
    yield {
      name: this.#name,
      topology: success(this.#toTopology(resources)),
      workloads: success(this.#toWorkloads(resources)),
    };
  }

  /**
   * Reads `/nodes/{node}/status`. An offline node is described by the list: its cluster
   * would take up to 30 s to report that it cannot reach it.
   */
  async describe(
    { cluster, node }: NodeRef,
    options: RequestOptions,
  ): Promise<ObjectDetail | undefined> {
    if (cluster !== this.#name) return undefined;
    const resources = await this.#sharedResources(options);
    const found = this.#toTopology(resources).nodes.find(
      ({ name }) => name === node,
    );
    if (!found || found.status === 'offline') return found && { node: found };
    const details = nodeDetailsSchema.safeParse(
      await this.#client.get(
        `/nodes/${encodeURIComponent(node)}/status`,
        options,
      ),
    );
    if (!details.success) throw oddAnswer();
    return { node: withDetails(found, details.data) };
  }

  async check(options: RequestOptions): Promise<ConnectionCheck> {
    return checkConnection({
      members: this.#client.members,
      config: this.#config,
      signal: options.signal,
    });
  }

  async close(): Promise<void> {
    this.#addresses?.close();
    await this.#client.close();
  }

  /** Descriptions of all nodes at the same time share one list. */
  #sharedResources(options: RequestOptions): Promise<ParsedRows<Resource>> {
    this.#inFlight ??= this.#readResources(options).finally(() => {
      this.#inFlight = undefined;
    });
    return this.#inFlight;
  }

  /** `GET /cluster/resources`: all nodes, guests and storages in one response. */
  async #readResources(options: RequestOptions): Promise<ParsedRows<Resource>> {
    const data = await this.#client.getFromAny('/cluster/resources', options);
    if (!Array.isArray(data)) throw oddAnswer();
    const resources = await parseResources(limitRows(data, LABEL));
    // PVE always lists its nodes: an odd answer must not pass for an empty cluster (C1).
    if (resources.odd > 0 && !resources.rows.some(isNode)) throw oddAnswer();
    const guests = resources.rows.filter(isGuest);
    if (isStripped(resources.rows)) this.#side.doubtPermissions();
    else if (this.#memory.misses(guests)) this.#side.recheckPermissions();
    this.#memory.update(guests, Date.now(), {
      keepOthers: !workloadsAreComplete(this.#sources(resources)),
    });
    return resources;
  }

  #sources({ rows, odd }: ParsedRows<Resource>): LimitationSources {
    const { credentials } = this.#config;
    return { rows, odd, facts: this.#side.facts, credentials };
  }

  #toTopology(resources: ParsedRows<Resource>): Topology {
    const sources = this.#sources(resources);
    return toTopology(resources.rows, {
      cluster: this.#name,
      facts: this.#side.facts,
      limitations: findLimitations(sources),
      complete: clusterCompleteness(sources),
    });
  }

  #toWorkloads(resources: ParsedRows<Resource>): WorkloadsReading {
    const { rows } = resources;
    const complete = workloadsAreComplete(this.#sources(resources));
    const guests = rows.filter(isGuest);
    const states = new Map(
      rows
        .filter(isNode)
        .map(({ node, status }) => [node, toNodeState(status)]),
    );
    const now = Date.now();
    const items = guests.map(row =>
      toGuest(row, {
        cluster: this.#name,
        nodeState: states.get(row.node) ?? 'unknown',
        known: this.#memory.find(row),
        addresses: this.#addresses?.find(row, now),
        now,
      }),
    );
    this.#addresses?.begin(
      guests.filter(
        ({ node, status }) =>
          status === 'running' && states.get(node) === 'online',
      ),
      { keepOthers: !complete },
    );
    const limitations = [
      ...findHiddenGuests(this.#sources(resources)),
      ...(this.#addresses?.limitations ?? []),
    ];
    return { items, complete, ...(limitations.length > 0 && { limitations }) };
  }
}
