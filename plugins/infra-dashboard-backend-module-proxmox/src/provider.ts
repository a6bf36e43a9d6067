import type { ConnectionCheck } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  success,
  type ClusterReading,
  type InfraProvider,
  type NodeRef,
  type ObjectDetail,
  type PlatformContext,
  type ProviderLogin,
  type ReadOptions,
  type RequestOptions,
  type Topology,
  type WorkloadsReading,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { checkConnection } from './check';
import { ProxmoxClient } from './client';
import {
  ClusterReader,
  isGuest,
  isNode,
  type MemberReading,
} from './read/ClusterReader';
import {
  clusterCompleteness,
  workloadsAreComplete,
} from './mappers/completeness';
import type { ProxmoxConfig } from './config';
import { invalidResponse } from './failures';
import { GuestAddresses } from './read/GuestAddresses';
import {
  findHiddenGuests,
  findLimitations,
  mapTopology,
  mapWorkload,
  toNodeState,
  withDetails,
  type LimitationSources,
} from './mappers';
import { nodeDetailsSchema } from './schemas';

/** One Proxmox VE cluster or standalone node: its nodes and guests. */
export class ProxmoxProvider implements InfraProvider {
  readonly #name: string;
  readonly #config: ProxmoxConfig;
  readonly #client: ProxmoxClient;
  readonly #reader: ClusterReader;
  /** Only where it was asked for. */
  readonly #addresses: GuestAddresses | undefined;

  constructor(options: PlatformContext<ProxmoxConfig>) {
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

  async *read(options: ReadOptions): AsyncIterable<ClusterReading> {
    const reading = await this.#reader.read(options);
    yield {
      name: this.#name,
      topology: success(this.#mapTopology(reading)),
      workloads: success(this.#toWorkloads(reading)),
    };
  }

  /**
   * Reads `/nodes/{node}/status`. An offline node is answered out of the list: its cluster
   * would take up to 30 s to say that it cannot reach it.
   */
  async describe(
    { cluster, node }: NodeRef,
    options: RequestOptions,
  ): Promise<ObjectDetail | undefined> {
    if (cluster !== this.#name) return undefined;
    const reading = await this.#reader.readForNode(options);
    const found = this.#mapTopology(reading).nodes.find(
      ({ name }) => name === node,
    );
    if (!found || found.status === 'offline') return found && { node: found };
    const details = nodeDetailsSchema.safeParse(
      await this.#client.get(
        `/nodes/${encodeURIComponent(node)}/status`,
        options,
      ),
    );
    if (!details.success) throw invalidResponse();
    return { node: withDetails(found, details.data) };
  }

  async check(options: RequestOptions): Promise<ConnectionCheck> {
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

  #mapTopology(reading: MemberReading): Topology {
    const sources = this.#sources(reading);
    return {
      ...mapTopology(reading.resources.rows, {
        cluster: this.#name,
        facts: reading.facts,
        limitations: [...findLimitations(sources), ...this.#client.limitations],
        complete: clusterCompleteness(sources),
      }),
      identity: [...this.#reader.identity],
    };
  }

  #toWorkloads(reading: MemberReading): WorkloadsReading {
    const { rows } = reading.resources;
    const guests = rows.filter(isGuest);
    const complete = workloadsAreComplete(this.#sources(reading));
    const states = new Map(
      rows
        .filter(isNode)
        .map(({ node, status }) => [node, toNodeState(status)]),
    );
    const now = Date.now();
    const items = guests.map(row =>
      mapWorkload(row, {
        cluster: this.#name,
        nodeState: states.get(row.node) ?? 'unknown',
        known: this.#reader.memory.find(row),
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
      ...findHiddenGuests(this.#sources(reading)),
      ...(this.#addresses?.limitations ?? []),
    ];
    return { items, complete, ...(limitations.length > 0 && { limitations }) };
  }
}
