import type { ConnectionCheck } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  asSettled,
  ProviderFailure,
  toResult,
  withTimeout,
  type ClusterReading,
  type InfraProvider,
  type PlatformContext,
  type ReadOptions,
  type RequestOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { checkConnection } from './checkConnection';
import type { OpenStackConfig } from './config';
import {
  toTopology,
  toWorkloadsReading,
  type ReadingOptions,
} from './readings';
import type { Region } from './Region';
import type { RegionParts } from './RegionParts';
import { Regions } from './Regions';
import { readSettings, type OpenStackSettings } from './settings';

const loginTimeout = () =>
  new ProviderFailure('TIMEOUT', 'Keystone did not respond in time', {
    hint: 'Check the network path and the load of Keystone',
  });

/**
 * An OpenStack cloud: each of its regions is a cluster, with its hypervisors and instances
 * for an admin, else with the quota and the instances of one project.
 */
export class OpenStackProvider implements InfraProvider {
  readonly #settings: OpenStackSettings;
  readonly #regions: Regions;

  /** @throws an Error that names the key of a file or cloud that cannot be read */
  constructor(options: PlatformContext<OpenStackConfig>) {
    const { name, config, http, timeouts } = options;
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
        http,
        timeouts,
      },
    });
  }

  get clusterNames(): string[] | undefined {
    return this.#regions.clusterNames;
  }

  async *read(options: ReadOptions): AsyncIterable<ClusterReading> {
    this.#regions.login.startOver();
    const regions = await this.#logIn(options);
    yield* asSettled(
      regions.map(region =>
        region.read(options, regions.length > 1, parts =>
          this.#toReading(region, parts),
        ),
      ),
    );
  }

  check(options: RequestOptions): Promise<ConnectionCheck> {
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

  /** A login is shared by all readers, so this one may leave before it ends. */
  #logIn({ signal }: RequestOptions): Promise<Region[]> {
    return withTimeout(
      async () => {
        const regions = await this.#regions.all();
        // Without a token, no region is worth a request, and the failure is not theirs.
        await this.#regions.login.token();
        return regions;
      },
      { signal, onTimeout: loginTimeout },
    );
  }

  async #toReading(
    region: Region,
    parts: RegionParts,
  ): Promise<ClusterReading> {
    const options = this.#readingOptions(region);
    return {
      name: region.cluster,
      topology: await toResult(toTopology(parts, options)),
      workloads: await toResult(toWorkloadsReading(parts, options)),
    };
  }

  #readingOptions(region: Region): ReadingOptions {
    const { allProjects } = this.#settings;
    return { cluster: region.cluster, allProjects };
  }
}
