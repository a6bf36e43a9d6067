import type { ConnectionCheck } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  ClusterReading,
  InfraProvider,
  ObjectDetail,
  ObjectRef,
  PlatformContext,
  ProviderLogin,
  ReadOptions,
  RequestOptions,
  WatchOptions,
  WorkloadsReading,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { checkConnection } from './check';
import { KubernetesClient } from './client';
import type { KubernetesConfig } from './config';
import {
  KubernetesConnection,
  type KubernetesConnectionOptions,
} from './credentials/KubernetesConnection';
import { describeWorkload } from './describe/describeWorkload';
import { mapCluster } from './mappers/cluster';
import { ClusterReader } from './read/ClusterReader';
import { readVersion } from './read/readVersion';

export type KubernetesProviderOptions = PlatformContext<KubernetesConfig> &
  Pick<KubernetesConnectionOptions, 'loadClientNode'>;

/**
 * One Kubernetes cluster: its nodes, pods and their controllers, with usage where the
 * cluster has a metrics API.
 */
export class KubernetesProvider implements InfraProvider {
  readonly #name: string;
  readonly #config: KubernetesConfig;
  readonly #totalMs: number;
  readonly #connection: KubernetesConnection;
  readonly #client: KubernetesClient;
  readonly #reader: ClusterReader;

  constructor(options: KubernetesProviderOptions) {
    const { namespace, skipMetrics, skipWatch } = options.config;
    const { totalMs } = options.timeouts;
    this.#name = options.name;
    this.#config = options.config;
    this.#totalMs = totalMs;
    this.#connection = new KubernetesConnection(options);
    this.#client = new KubernetesClient(this.#connection);
    this.#reader = new ClusterReader({
      client: this.#client,
      cluster: options.name,
      namespace,
      skipMetrics,
      skipWatch,
      totalMs,
    });
  }

  async *read(options: ReadOptions): AsyncIterable<ClusterReading> {
    const parts = await this.#reader.read(options);
    yield mapCluster(parts, options.identityOf?.(this.#name));
  }

  watch({ onChange, signal }: WatchOptions): void {
    const change = { cluster: this.#name, read: () => this.#readLatest() };
    this.#reader.watch({ signal }, () => onChange(change));
  }

  async #readLatest(): Promise<WorkloadsReading | undefined> {
    const parts = await this.#reader.latest();
    if (!parts) return undefined;
    const { workloads } = await mapCluster(parts);
    return workloads.ok ? workloads.value : undefined;
  }

  /** The version needs no rights, and is the first request of each read. */
  async probe({ signal }: RequestOptions): Promise<void> {
    await readVersion(this.#client, signal);
  }

  async describe(
    ref: ObjectRef,
    { signal }: RequestOptions,
  ): Promise<ObjectDetail | undefined> {
    if (!('workload' in ref)) return {};
    const { namespace } = this.#config;
    return describeWorkload(ref, { client: this.#client, namespace, signal });
  }

  check({ signal }: RequestOptions): Promise<ConnectionCheck> {
    const { namespace, skipMetrics } = this.#config;
    return checkConnection({
      ...{ client: this.#client, namespace, skipMetrics, signal },
    });
  }

  async logins(): Promise<ProviderLogin[]> {
    const signal = AbortSignal.timeout(this.#totalMs);
    return [await this.#connection.login(signal)];
  }

  async close(): Promise<void> {
    this.#reader.close();
    await this.#connection.close();
  }
}
