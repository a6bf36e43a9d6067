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
import { checkConnection } from './checkConnection';
import { OpenStackClient } from './client';
import { openstackConfigSchema, type OpenStackConfig } from './config';
import {
  toClusterReading,
  toWorkloadsReading,
  type ReadingOptions,
} from './readings';
import { RegionReader } from './RegionReader';
import { readSettings, type OpenStackSettings } from './settings';

/**
 * One region of an OpenStack cloud: its hypervisors and instances for an admin, else the
 * quota and the instances of one project.
 */
export class OpenStackProvider implements InfraProvider {
  readonly #name: string;
  readonly #settings: OpenStackSettings;
  readonly #client: OpenStackClient;
  readonly #reader: RegionReader;

  /** @throws an Error that names the key of a file or cloud that cannot be read */
  constructor(options: CreateProviderOptions<OpenStackConfig>) {
    const { name, config, timeouts } = options;
    const settings = readSettings(config);
    this.#name = name;
    this.#settings = settings;
    this.#client = new OpenStackClient({
      settings,
      // A secret in clouds.yaml may have been rotated since.
      credentials: () =>
        config.cloud ? readSettings(config).credentials : settings.credentials,
      timeouts,
    });
    this.#reader = new RegionReader({
      client: this.#client,
      allProjects: settings.allProjects,
      totalMs: timeouts.totalMs,
    });
  }

  async getAllClusters(options: ReadOptions): Promise<ClusterReading[]> {
    const parts = await this.#reader.read(options);
    return [toClusterReading(parts, this.#readingOptions())];
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
    const reading = await this.getCluster(cluster, options);
    return reading?.nodes.find(({ name }) => name === node);
  }

  async getWorkloads(
    cluster: string,
    options: ReadOptions & { node?: string },
  ): Promise<WorkloadsReading> {
    if (cluster !== this.#name) return { items: [] };
    const parts = await this.#reader.read(options);
    return toWorkloadsReading(parts, {
      ...this.#readingOptions(),
      node: options.node,
    });
  }

  checkConnection(options: ReadOptions): Promise<ConnectionCheck> {
    return checkConnection({
      client: this.#client,
      identityUrl: this.#settings.identityUrl,
      allProjects: this.#settings.allProjects,
      signal: options.signal,
    });
  }

  async close(): Promise<void> {
    await this.#client.close();
  }

  #readingOptions(): ReadingOptions {
    return { cluster: this.#name, allProjects: this.#settings.allProjects };
  }
}

/** Makes providers of type `openstack`. */
export const openstackProviderFactory: InfraProviderFactory<OpenStackConfig> = {
  type: 'openstack',
  configSchema: openstackConfigSchema,
  create: options => new OpenStackProvider(options),
};
