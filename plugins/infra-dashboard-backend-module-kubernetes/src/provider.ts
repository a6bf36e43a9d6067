import type { ConnectionCheck } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  toResult,
  type ClusterReading,
  type InfraProvider,
  type PlatformContext,
  type ProviderLogin,
  type ReadOptions,
  type RequestOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { checkConnection } from './check';
import { KubernetesClient } from './client';
import { ClusterReader } from './read/ClusterReader';
import type { KubernetesConfig } from './config';
import {
  KubernetesConnection,
  type KubernetesConnectionOptions,
} from './credentials/KubernetesConnection';
import {
  identityOf,
  type CredentialsIdentity,
} from './credentials/describeCredentials';
import {
  toTopology,
  toWorkloadsReading,
  type ReadingOptions,
} from './mappers/cluster';

export type KubernetesProviderOptions = PlatformContext<KubernetesConfig> &
  Pick<KubernetesConnectionOptions, 'loadClientNode'>;

/**
 * One Kubernetes cluster: its nodes, pods and deployments, with usage where the cluster
 * has a metrics API.
 */
export class KubernetesProvider implements InfraProvider {
  readonly #name: string;
  readonly #config: KubernetesConfig;
  readonly #totalMs: number;
  readonly #connection: KubernetesConnection;
  readonly #client: KubernetesClient;
  readonly #reader: ClusterReader;

  constructor(options: KubernetesProviderOptions) {
    this.#name = options.name;
    this.#config = options.config;
    this.#totalMs = options.timeouts.totalMs;
    this.#connection = new KubernetesConnection(options);
    this.#client = new KubernetesClient(this.#connection);
    this.#reader = new ClusterReader({
      client: this.#client,
      cluster: options.name,
      namespace: options.config.namespace,
      skipMetrics: options.config.skipMetrics,
      skipWatch: options.config.skipWatch,
      totalMs: options.timeouts.totalMs,
    });
  }

  async *read(options: ReadOptions): AsyncIterable<ClusterReading> {
    const parts = await this.#reader.read(options);
    const readingOptions = await this.#readingOptions(options);
    yield {
      name: this.#name,
      topology: await toResult(toTopology(parts, readingOptions)),
      workloads: await toResult(toWorkloadsReading(parts, readingOptions)),
    };
  }

  async check(options: RequestOptions): Promise<ConnectionCheck> {
    const { grantee } = await this.#readingOptions(options);
    return checkConnection({
      client: this.#client,
      grantee,
      skipMetrics: this.#config.skipMetrics,
      identity: () => this.#identity(options.signal),
      signal: options.signal,
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

  async #identity(signal: AbortSignal): Promise<CredentialsIdentity> {
    return identityOf(await this.#connection.credentials(signal));
  }

  async #readingOptions({ signal }: RequestOptions): Promise<ReadingOptions> {
    const cluster = this.#name;
    const { namespace } = this.#config;
    try {
      const identity = await this.#identity(signal);
      const { serviceAccount } = identity;
      return { cluster, identity, grantee: { namespace, serviceAccount } };
    } catch {
      // Credentials that cannot be loaded are reported by the read that needs them.
      return { cluster, grantee: { namespace } };
    }
  }
}
