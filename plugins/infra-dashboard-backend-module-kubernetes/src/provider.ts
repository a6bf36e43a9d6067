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

export type KubernetesProviderOptions = PlatformContext<KubernetesConfig> &
  Pick<KubernetesConnectionOptions, 'loadClientNode'>;

/**
 * One Kubernetes cluster: its nodes, pods and their controllers, with usage where the
 * cluster has a metrics API.
 */
export class KubernetesProvider implements InfraProvider {
  readonly #config: KubernetesConfig;
  readonly #totalMs: number;
  readonly #connection: KubernetesConnection;
  readonly #client: KubernetesClient;
  readonly #reader: ClusterReader;

  constructor(options: KubernetesProviderOptions) {
    const { namespace, skipMetrics, skipWatch } = options.config;
    const { totalMs } = options.timeouts;
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
    yield mapCluster(await this.#reader.read(options));
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
