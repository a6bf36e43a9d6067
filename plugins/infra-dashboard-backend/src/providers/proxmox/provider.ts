import type {
  ConnectionCheck,
  Limitation,
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
import { CycleCache } from '../CycleCache';
import { checkConnection } from './checkConnection';
import { ProxmoxClient } from './client';
import { proxmoxConfigSchema, type ProxmoxConfig } from './config';
import {
  hasNumbers,
  noClusterStatus,
  nodesWithoutNumbers,
  noGuests,
  oddRows,
  toClusterReading,
  toGuest,
  withDetails,
} from './mappers';
import {
  nodeDetailsSchema,
  parseRows,
  resourceSchema,
  type ParsedRows,
  type Resource,
} from './schemas';
import { SideReader } from './SideReader';

function isGuest({ type, vmid }: Resource): boolean {
  return (type === 'qemu' || type === 'lxc') && vmid !== undefined;
}

/** One Proxmox VE cluster or standalone node: its nodes and guests. */
export class ProxmoxProvider implements InfraProvider {
  readonly hasNodeFacts = true;
  readonly #name: string;
  readonly #config: ProxmoxConfig;
  readonly #client: ProxmoxClient;
  readonly #side: SideReader;
  readonly #cycles = new CycleCache<ParsedRows<Resource>>();
  /** Rows of guests while PVE knew them in full; it forgets them when their node is gone. */
  #remembered = new Map<string, Resource>();

  constructor(options: CreateProviderOptions<ProxmoxConfig>) {
    this.#name = options.name;
    this.#config = options.config;
    this.#client = new ProxmoxClient(options);
    this.#side = new SideReader(this.#client);
  }

  async getAllClusters(options: ReadOptions): Promise<ClusterReading[]> {
    // The resources first and alone: refused credentials then cost one attempt (P13).
    const { rows, odd } = await this.#resources(options);
    await this.#side.read(options.signal);
    return [
      toClusterReading(rows, {
        cluster: this.#name,
        side: this.#side.facts,
        limitations: this.#limitations(rows, odd),
      }),
    ];
  }

  async getCluster(
    cluster: string,
    options: ReadOptions,
  ): Promise<ClusterReading | undefined> {
    if (cluster !== this.#name) return undefined;
    return (await this.getAllClusters(options))[0];
  }

  async getNode(
    cluster: string,
    node: string,
    options: ReadOptions,
  ): Promise<NodeStatus | undefined> {
    if (cluster !== this.#name) return undefined;
    const { rows } = await this.#resources(options);
    const reading = toClusterReading(rows, {
      cluster,
      side: this.#side.facts,
      limitations: [],
    });
    const found = reading.nodes.find(({ name }) => name === node);
    // Asking for an offline node takes its cluster up to 30 s to fail.
    if (!found || found.status !== 'online') return found;
    const data = await this.#client.get(
      `/nodes/${encodeURIComponent(node)}/status`,
      options,
    );
    return withDetails(found, nodeDetailsSchema.parse(data));
  }

  async getWorkloads(
    cluster: string,
    options: ReadOptions & { node?: string },
  ): Promise<WorkloadsReading> {
    if (cluster !== this.#name) return { items: [] };
    const { rows } = await this.#resources(options);
    const states = new Map(
      rows
        .filter(({ type }) => type === 'node')
        .map(({ node, status }) => [node, status]),
    );
    const guests = rows.filter(
      row => isGuest(row) && (!options.node || row.node === options.node),
    );
    const items = guests.map(row => {
      const state = states.get(row.node);
      return toGuest(row, {
        cluster,
        nodeState:
          state === 'online' || state === 'offline' ? state : 'unknown',
        remembered: this.#remembered.get(`${row.type}/${row.vmid}`),
      });
    });
    if (!options.node) this.#remember(guests);
    return { items };
  }

  async checkConnection(options: ReadOptions): Promise<ConnectionCheck> {
    return checkConnection({
      client: this.#client,
      credentials: this.#config.credentials,
      signal: options.signal,
    });
  }

  async close(): Promise<void> {
    await this.#client.close();
  }

  #resources(options: ReadOptions): Promise<ParsedRows<Resource>> {
    return this.#cycles.get(options.cycle, async () =>
      parseRows(
        resourceSchema,
        await this.#client.get('/cluster/resources', options),
      ),
    );
  }

  #remember(guests: Resource[]): void {
    this.#remembered = new Map(
      guests.map(row => {
        const key = `${row.type}/${row.vmid}`;
        const isBare = row.maxmem === undefined && row.name === undefined;
        return [key, isBare ? this.#remembered.get(key) ?? row : row];
      }),
    );
  }

  #limitations(rows: Resource[], odd: number): Limitation[] {
    const { credentials } = this.#config;
    const limitations: Limitation[] = [];
    const nodes = rows.filter(({ type }) => type === 'node');
    const bare = nodes.filter(
      row => row.status === 'online' && !hasNumbers(row),
    );
    if (bare.length > 0) {
      limitations.push(
        nodesWithoutNumbers(
          bare.map(({ node }) => node ?? ''),
          credentials,
        ),
      );
    }
    // Every installation has the storage `local`; none visible means none allowed.
    if (
      nodes.length > 0 &&
      !rows.some(row => isGuest(row) || row.type === 'storage')
    ) {
      limitations.push(noGuests(credentials));
    }
    const failure = this.#side.statusFailure;
    if (failure) {
      limitations.push(
        noClusterStatus(
          failure.message,
          failure.code === 'FORBIDDEN' ? credentials : undefined,
        ),
      );
    }
    if (odd > 0) limitations.push(oddRows(odd));
    return limitations;
  }
}

/** Makes providers of type `proxmox`. */
export const proxmoxProviderFactory: InfraProviderFactory<ProxmoxConfig> = {
  type: 'proxmox',
  configSchema: proxmoxConfigSchema,
  create: options => new ProxmoxProvider(options),
};
