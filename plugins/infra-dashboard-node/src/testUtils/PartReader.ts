import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  ClusterReading,
  InfraProvider,
  ProviderFailure,
  ReadOptions,
  Topology,
  WorkloadsReading,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { readAll } from './readAll';

/** @public */
export interface PartReadOptions extends Partial<ReadOptions> {
  signal: AbortSignal;
  /** Calls with the same object share one read. */
  cycle?: object;
}

/** A cluster without its workloads, or why it could not be read. @public */
export type TopologyReading = Topology & {
  name: string;
  failure?: ProviderFailure;
};

/** Reads parts of clusters one by one, as a test wants to look at them. @public */
export class PartReader {
  readonly #cycles = new WeakMap<object, Promise<ClusterReading[]>>();

  constructor(readonly provider: InfraProvider) {}

  get clusterNames() {
    return this.provider.clusterNames;
  }

  /** Rejects where there is one cluster and its topology cannot be read. */
  async getAllClusters(options: PartReadOptions): Promise<TopologyReading[]> {
    const readings = await this.#read(options);
    const [{ topology: first }] = readings;
    if (readings.every(({ topology }) => !topology.ok) && !first.ok) {
      throw first.failure;
    }
    return readings.map(({ name, topology }) =>
      topology.ok
        ? { name, ...topology.value }
        : {
            name,
            health: 'unknown',
            nodes: [],
            totals: { cpu: {}, memory: {}, nodes: { total: 0 } },
            failure: topology.failure,
          },
    );
  }

  async getCluster(cluster: string, options: PartReadOptions) {
    const readings = await this.getAllClusters(options);
    return readings.find(({ name }) => name === cluster);
  }

  /** The node with its slow facts where the platform has some. */
  async getNode(
    cluster: string,
    node: string,
    options: PartReadOptions,
  ): Promise<NodeStatus | undefined> {
    if (this.provider.describe) {
      const detail = await this.provider.describe({ cluster, node }, options);
      // Without a node there is nothing to add to the reading.
      if (!detail || detail.node) return detail?.node;
    }
    const reading = await this.getCluster(cluster, options);
    return reading?.nodes.find(({ name }) => name === node);
  }

  async getWorkloads(
    cluster: string,
    options: PartReadOptions & { node?: string },
  ): Promise<WorkloadsReading> {
    const readings = await this.#read(options);
    const found = readings.find(({ name }) => name === cluster);
    if (!found) return { items: [] };
    if (!found.workloads.ok) throw found.workloads.failure;
    const { items, ...rest } = found.workloads.value;
    const { node } = options;
    return {
      items: node ? items.filter(item => item.node === node) : items,
      ...rest,
    };
  }

  checkConnection(options: PartReadOptions) {
    return this.provider.check(options);
  }

  async close() {
    await this.provider.close?.();
  }

  #read({ cycle, ...options }: PartReadOptions): Promise<ClusterReading[]> {
    const known = cycle && this.#cycles.get(cycle);
    if (known) return known;
    const readings = this.#readSorted(options);
    if (cycle) this.#cycles.set(cycle, readings);
    return readings;
  }

  /** Providers yield clusters in any order; the collector sorts them so. */
  async #readSorted(options: ReadOptions): Promise<ClusterReading[]> {
    const readings = await readAll(this.provider, options);
    const names = this.clusterNames ?? [];
    return readings
      .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
      .sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
  }
}
