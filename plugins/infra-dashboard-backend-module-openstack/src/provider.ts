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
import { openstackConfigSchema, type OpenStackConfig } from './config';
import {
  toClusterReading,
  toWorkloadsReading,
  type ReadingOptions,
} from './readings';
import type { Region } from './Region';
import { Regions } from './Regions';
import { readSettings, type OpenStackSettings } from './settings';

/**
 * An OpenStack cloud: each of its regions is a cluster, with its hypervisors and instances
 * for an admin, else with the quota and the instances of one project.
 */
export class OpenStackProvider implements InfraProvider {
  readonly #settings: OpenStackSettings;
  readonly #regions: Regions;

  /** @throws an Error that names the key of a file or cloud that cannot be read */
  constructor(options: CreateProviderOptions<OpenStackConfig>) {
    const { name, config, timeouts } = options;
    const settings = readSettings(config);
    this.#settings = settings;
    this.#regions = new Regions({
      name,
      client: {
        settings,
        // A secret in clouds.yaml may have been rotated since.
        credentials: () =>
          config.cloud
            ? readSettings(config).credentials
            : settings.credentials,
        timeouts,
      },
    });
  }

  get clusterNames(): string[] | undefined {
    return this.#regions.clusterNames;
  }

  async getAllClusters(options: ReadOptions): Promise<ClusterReading[]> {
    this.#regions.login.startOver();
    const regions = await this.#regions.all();
    if (regions.length === 1) return [await this.#read(regions[0], options)];
    // Without a token, none of them is worth a request, and the fault is not theirs.
    await this.#regions.login.token();
    const readings = await Promise.all(
      regions.map(region =>
        region.readBeside(options, parts =>
          toClusterReading(parts, this.#readingOptions(region)),
        ),
      ),
    );
    const failures = readings.flatMap(({ failure }) => failure ?? []);
    if (failures.length === readings.length) throw failures[0];
    return readings;
  }

  async getCluster(
    cluster: string,
    options: ReadOptions,
  ): Promise<ClusterReading | undefined> {
    const region = await this.#region(cluster);
    return region && this.#read(region, options);
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
    const region = await this.#region(cluster);
    if (!region) return { items: [] };
    const parts = await region.read(options);
    return toWorkloadsReading(parts, {
      ...this.#readingOptions(region),
      node: options.node,
    });
  }

  checkConnection(options: ReadOptions): Promise<ConnectionCheck> {
    this.#regions.login.startOver();
    return checkConnection({
      regions: this.#regions,
      identityUrl: this.#settings.identityUrl,
      allProjects: this.#settings.allProjects,
      signal: options.signal,
    });
  }

  async close(): Promise<void> {
    await this.#regions.close();
  }

  async #region(cluster: string): Promise<Region | undefined> {
    const regions = await this.#regions.all();
    return regions.find(region => region.cluster === cluster);
  }

  async #read(region: Region, options: ReadOptions): Promise<ClusterReading> {
    const parts = await region.read(options);
    return toClusterReading(parts, this.#readingOptions(region));
  }

  #readingOptions(region: Region): ReadingOptions {
    const { allProjects } = this.#settings;
    return { cluster: region.cluster, allProjects };
  }
}

/** Makes providers of type `openstack`. */
export const openstackProviderFactory: InfraProviderFactory<OpenStackConfig> = {
  type: 'openstack',
  configSchema: openstackConfigSchema,
  create: options => new OpenStackProvider(options),
};
