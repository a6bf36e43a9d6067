import type {
  ConnectionCheck,
  NodeStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  ClusterReading,
  CreateProviderOptions,
  InfraProvider,
  InfraProviderFactory,
  ReadOptions,
  WorkloadsReading,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { limitRows } from '../../http';
import { CycleCache } from '../CycleCache';
import { checkConnection } from './checkConnection';
import { ProxmoxClient } from './client';
import { clusterCompleteness, workloadsAreComplete } from './completeness';
import { proxmoxConfigSchema, type ProxmoxConfig } from './config';
import { LABEL, oddAnswer } from './failures';
import { GuestAddresses } from './GuestAddresses';
import { GuestMemory } from './GuestMemory';
import {
  findHiddenGuests,
  findLimitations,
  isStripped,
  toClusterReading,
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
  readonly hasNodeFacts = true;
  readonly #name: string;
  readonly #config: ProxmoxConfig;
  readonly #client: ProxmoxClient;
  readonly #side: SideReader;
  readonly #resourceCycles = new CycleCache<ParsedRows<Resource>>();
  readonly #sideCycles = new CycleCache<void>();
  readonly #memory = new GuestMemory();
  /** Only where it was asked for. */
  readonly #addresses: GuestAddresses | undefined;
  #inFlight: Promise<ParsedRows<Resource>> | undefined;

  constructor(options: CreateProviderOptions<ProxmoxConfig>) {
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

  async getAllClusters(options: ReadOptions): Promise<ClusterReading[]> {
    // The resources first and alone: refused credentials then cost one attempt (P13).
    const resources = await this.#resources(options);
    await this.#sideCycles.get(options.cycle, () =>
      this.#side.read(options.signal),
    );
    return [this.#toReading(resources)];
  }

  async getCluster(
    cluster: string,
    options: ReadOptions,
  ): Promise<ClusterReading | undefined> {
    if (cluster !== this.#name) return undefined;
    return (await this.getAllClusters(options))[0];
  }

  /**
   * Reads `/nodes/{node}/status`. An offline node is answered out of the list: its cluster
   * would take up to 30 s to say that it cannot reach it.
   */
  async getNode(
    cluster: string,
    node: string,
    options: ReadOptions,
  ): Promise<NodeStatus | undefined> {
    if (cluster !== this.#name) return undefined;
    const resources = await this.#resources(options);
    const found = this.#toReading(resources).nodes.find(
      ({ name }) => name === node,
    );
    if (!found || found.status === 'offline') return found;
    const details = nodeDetailsSchema.safeParse(
      await this.#client.get(
        `/nodes/${encodeURIComponent(node)}/status`,
        options,
      ),
    );
    if (!details.success) throw oddAnswer();
    return withDetails(found, details.data);
  }

  async getWorkloads(
    cluster: string,
    options: ReadOptions & { node?: string },
  ): Promise<WorkloadsReading> {
    if (cluster !== this.#name) return { items: [] };
    const resources = await this.#resources(options);
    const { rows } = resources;
    const complete = workloadsAreComplete(this.#sources(resources));
    const states = new Map(
      rows
        .filter(isNode)
        .map(({ node, status }) => [node, toNodeState(status)]),
    );
    const now = Date.now();
    const items = rows
      .filter(
        row => isGuest(row) && (!options.node || row.node === options.node),
      )
      .map(row =>
        toGuest(row, {
          cluster,
          nodeState: states.get(row.node) ?? 'unknown',
          known: this.#memory.find(row),
          addresses: this.#addresses?.find(row, now),
          now,
        }),
      );
    this.#addresses?.begin(
      rows.filter(
        row =>
          isGuest(row) &&
          row.status === 'running' &&
          states.get(row.node) === 'online',
      ),
      { keepOthers: !complete },
    );
    const limitations = [
      ...findHiddenGuests(this.#sources(resources)),
      ...(this.#addresses?.limitations ?? []),
    ];
    return { items, complete, ...(limitations.length > 0 && { limitations }) };
  }

  async checkConnection(options: ReadOptions): Promise<ConnectionCheck> {
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

  /**
   * `GET /cluster/resources`: all nodes, guests and storages in one answer. Reads of one
   * cycle share it, and so do reads without a cycle that ask at the same time, as when the
   * facts of all nodes are looked at.
   */
  #resources(options: ReadOptions): Promise<ParsedRows<Resource>> {
    const load = () => this.#loadResources(options);
    if (options.cycle) return this.#resourceCycles.get(options.cycle, load);
    this.#inFlight ??= load().finally(() => {
      this.#inFlight = undefined;
    });
    return this.#inFlight;
  }

  async #loadResources(options: ReadOptions): Promise<ParsedRows<Resource>> {
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

  #toReading(resources: ParsedRows<Resource>): ClusterReading {
    const sources = this.#sources(resources);
    return toClusterReading(resources.rows, {
      cluster: this.#name,
      facts: this.#side.facts,
      limitations: findLimitations(sources),
      complete: clusterCompleteness(sources),
    });
  }
}

/** Makes providers of type `proxmox`. */
export const proxmoxProviderFactory: InfraProviderFactory<ProxmoxConfig> = {
  type: 'proxmox',
  configSchema: proxmoxConfigSchema,
  create: options => new ProxmoxProvider(options),
};
