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
import { loginSecret } from './auth';
import { checkConnection } from './checkConnection';
import { openstackConfigSchema, type OpenStackConfig } from './config';
import {
  toClusterReading,
  toWorkloadsReading,
  type ReadingOptions,
} from './readings';
import type { Region } from './Region';
import { clusterNamesOf, Regions } from './Regions';
import {
  readSettings,
  type Credentials,
  type OpenStackSettings,
} from './settings';

/** What takes the files of the configuration to know. */
interface Session {
  settings: OpenStackSettings;
  /** Those of the next login. */
  credentials: () => Promise<Credentials>;
  regions: Regions;
}

/**
 * An OpenStack cloud: each of its regions is a cluster, with its hypervisors and instances
 * for an admin, else with the quota and the instances of one project.
 */
export class OpenStackProvider implements InfraProvider {
  readonly #options: CreateProviderOptions<OpenStackConfig>;
  #names: readonly string[] | undefined;
  #session: Promise<Session> | undefined;

  constructor(options: CreateProviderOptions<OpenStackConfig>) {
    this.#options = options;
    this.#names = clusterNamesOf(options.name, options.config);
  }

  get clusterNames(): readonly string[] | undefined {
    return this.#names;
  }

  async getAllClusters(options: ReadOptions): Promise<ClusterReading[]> {
    const { regions } = await this.#open();
    regions.login.startOver();
    const all = await regions.all();
    if (all.length === 1) return [await this.#read(all[0], options)];
    // Without a token, none of them is worth a request, and the fault is not theirs.
    await regions.login.token();
    const readings = await Promise.all(
      all.map(region =>
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

  async checkConnection(options: ReadOptions): Promise<ConnectionCheck> {
    const { regions, settings } = await this.#open();
    regions.login.startOver();
    return checkConnection({
      regions,
      identityUrl: settings.identityUrl,
      allProjects: settings.allProjects,
      signal: options.signal,
    });
  }

  async logins(): Promise<ProviderLogin[]> {
    const { credentials, settings } = await this.#open();
    return [
      {
        address: settings.identityUrl,
        credentials: loginSecret(await credentials()),
      },
    ];
  }

  async close(): Promise<void> {
    const session = await this.#session?.catch(() => undefined);
    await session?.regions.close();
  }

  /** Reads the files once they are there; one that cannot be used is looked at again. */
  #open(): Promise<Session> {
    this.#session ??= this.#createSession().catch(error => {
      this.#session = undefined;
      throw error;
    });
    return this.#session;
  }

  async #createSession(): Promise<Session> {
    const { name, config, timeouts } = this.#options;
    const settings = await readSettings(config);
    this.#names = clusterNamesOf(name, settings);
    // A secret in clouds.yaml may have been rotated since.
    const credentials = async () =>
      config.cloud
        ? (await readSettings(config)).credentials
        : settings.credentials;
    const regions = new Regions({
      name,
      client: { settings, credentials, timeouts },
    });
    return { settings, credentials, regions };
  }

  async #region(cluster: string): Promise<Region | undefined> {
    const { regions } = await this.#open();
    const all = await regions.all();
    return all.find(region => region.cluster === cluster);
  }

  async #read(region: Region, options: ReadOptions): Promise<ClusterReading> {
    const parts = await region.read(options);
    return toClusterReading(parts, this.#readingOptions(region));
  }

  #readingOptions(region: Region): ReadingOptions {
    const { allProjects } = this.#options.config;
    return { cluster: region.cluster, allProjects };
  }
}

/** Makes providers of type `openstack`. */
export const openstackProviderFactory: InfraProviderFactory<OpenStackConfig> = {
  type: 'openstack',
  configSchema: openstackConfigSchema,
  create: options => new OpenStackProvider(options),
};
