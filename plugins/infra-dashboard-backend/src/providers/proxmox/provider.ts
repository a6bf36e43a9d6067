import type {
  ConnectionCheck,
  NodeStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  ClusterReading,
  CreateProviderOptions,
  InfraProvider,
  InfraProviderFactory,
  ProviderLogin,
  ReadOptions,
  WorkloadsReading,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { checkConnection } from './checkConnection';
import { ProxmoxClient } from './client';
import {
  ClusterReader,
  isGuest,
  isNode,
  type MemberReading,
} from './ClusterReader';
import { clusterCompleteness, workloadsAreComplete } from './completeness';
import { proxmoxConfigSchema, type ProxmoxConfig } from './config';
import { oddAnswer } from './failures';
import { GuestAddresses } from './GuestAddresses';
import {
  findHiddenGuests,
  findLimitations,
  toClusterReading,
  toGuest,
  toNodeState,
  withDetails,
  type LimitationSources,
} from './mappers';
import { nodeDetailsSchema } from './schemas';

/** One Proxmox VE cluster or standalone node: its nodes and guests. */
export class ProxmoxProvider implements InfraProvider {
  readonly hasNodeFacts = true;
  readonly #name: string;
  readonly #config: ProxmoxConfig;
  readonly #client: ProxmoxClient;
  readonly #reader: ClusterReader;
  /** Only where it was asked for. */
  readonly #addresses: GuestAddresses | undefined;

  constructor(options: CreateProviderOptions<ProxmoxConfig>) {
    this.#name = options.name;
    this.#config = options.config;
    this.#client = new ProxmoxClient(options);
    this.#reader = new ClusterReader(this.#client, options);
    if (options.config.guestAddresses) {
      this.#addresses = new GuestAddresses(
        this.#client,
        options.config.credentials,
      );
    }
  }

  async getAllClusters(options: ReadOptions): Promise<ClusterReading[]> {
    return [this.#toReading(await this.#reader.read(options))];
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
    const reading = await this.#reader.readForNode(options);
    const found = this.#toReading(reading).nodes.find(
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
    const reading = await this.#reader.read(options);
    const { rows } = reading.resources;
    const complete = workloadsAreComplete(this.#sources(reading));
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
          known: this.#reader.memory.find(row),
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
      ...findHiddenGuests(this.#sources(reading)),
      ...(this.#addresses?.limitations ?? []),
    ];
    return { items, complete, ...(limitations.length > 0 && { limitations }) };
  }

  async checkConnection(options: ReadOptions): Promise<ConnectionCheck> {
    return checkConnection({
      client: this.#client,
      config: this.#config,
      identity: this.#reader.identity,
      signal: options.signal,
    });
  }

  async logins(): Promise<ProviderLogin[]> {
    const credentials = JSON.stringify(this.#config.credentials);
    return this.#config.endpoints.map(({ url }) => ({
      address: url,
      credentials,
    }));
  }

  async close(): Promise<void> {
    this.#addresses?.close();
    await this.#client.close();
  }

  #sources({ resources, facts }: MemberReading): LimitationSources {
    const { credentials } = this.#config;
    const { rows, odd } = resources;
    return { rows, odd, facts, credentials };
  }

  #toReading(reading: MemberReading): ClusterReading {
    const sources = this.#sources(reading);
    return {
      ...toClusterReading(reading.resources.rows, {
        cluster: this.#name,
        facts: reading.facts,
        limitations: [...findLimitations(sources), ...this.#client.limitations],
        complete: clusterCompleteness(sources),
      }),
      identity: [...this.#reader.identity],
    };
  }
}

/** Makes providers of type `proxmox`. */
export const proxmoxProviderFactory: InfraProviderFactory<ProxmoxConfig> = {
  type: 'proxmox',
  configSchema: proxmoxConfigSchema,
  create: options => new ProxmoxProvider(options),
};
