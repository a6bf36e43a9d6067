import type { ConnectionCheck } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  ClusterReading,
  InfraProvider,
  NodePast,
  ObjectDetail,
  ObjectRef,
  PlatformContext,
  ProviderLogin,
  ReadOptions,
  RequestOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { checkConnection } from './check';
import { ProxmoxClient } from './client';
import type { ProxmoxConfig } from './config';
import { describeWorkload } from './describe/describeWorkload';
import { mapCluster, mapNodes } from './mappers/cluster';
import { mapNodeDetails } from './mappers/nodeDetails';
import { ClusterReader } from './read/ClusterReader';
import { readPast } from './read/readPast';
import { readVersion } from './read/readFacts';
import { readObject } from './read/readResponse';
import { nodeDetailsSchema } from './schemas';

/** One Proxmox VE cluster or standalone node. */
export class ProxmoxProvider implements InfraProvider {
  readonly #name: string;
  readonly #config: ProxmoxConfig;
  readonly #client: ProxmoxClient;
  readonly #reader: ClusterReader;

  constructor(options: PlatformContext<ProxmoxConfig>) {
    this.#name = options.name;
    this.#config = options.config;
    this.#client = new ProxmoxClient(options);
    this.#reader = new ClusterReader(this.#client, options);
  }

  async *read(options: ReadOptions): AsyncIterable<ClusterReading> {
    yield mapCluster(await this.#reader.read(options));
  }

  /**
   * Reads a guest, or `/nodes/{node}/status`. An offline node is taken from the list: the cluster would
   * take up to 30 s to report that it cannot reach it.
   */
  async describe(
    ref: ObjectRef,
    options: RequestOptions,
  ): Promise<ObjectDetail | undefined> {
    if (ref.cluster !== this.#name) return undefined;
    if ('workload' in ref) {
      return describeWorkload(ref.workload, {
        client: this.#client,
        ...options,
      });
    }
    const { node: name } = ref;
    const nodes = mapNodes(await this.#reader.readForNode(options));
    const node = nodes.find(one => one.name === name);
    if (!node || node.status === 'offline') return node && { node };
    const details = await readObject(this.#client.current, {
      path: `/nodes/${encodeURIComponent(name)}/status`,
      schema: nodeDetailsSchema,
      signal: options.signal,
    });
    return { node: mapNodeDetails(node, details) };
  }

  /** The version of each member at most: any of them may be the first that is back. */
  async probe({ signal }: RequestOptions): Promise<void> {
    await Promise.any(
      this.#client.members
        .filter(member => this.#client.mayUse(member))
        .map(member => readVersion(member, signal)),
    ).catch(({ errors }: AggregateError) => {
      throw errors[0];
    });
  }

  async history(
    ref: { cluster: string; nodes: readonly string[] },
    options: RequestOptions,
  ): Promise<NodePast[]> {
    if (ref.cluster !== this.#name) return [];
    return readPast(this.#client.current, ref.nodes, options);
  }

  async check({ signal }: RequestOptions): Promise<ConnectionCheck> {
    return checkConnection({
      client: this.#client,
      config: this.#config,
      identity: this.#reader.identity,
      signal,
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
    this.#reader.close();
    await this.#client.close();
  }
}
