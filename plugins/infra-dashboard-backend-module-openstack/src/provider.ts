import type { ConnectionCheck } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  asSettled,
  ProviderFailure,
  toResult,
  withTimeout,
  type ClusterReading,
  type InfraProvider,
  type PlatformContext,
  type ProviderLogin,
  type ReadOptions,
  type RequestOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { loginSecret } from './client/KeystoneSession';
import { checkConnection } from './check';
import type { OpenStackConfig } from './config';
import { toTopology, toWorkloadsReading } from './mappers/cluster';
import type { Region } from './read/Region';
import type { RegionParts } from './ClusterParts';
import { clusterNamesOf, Regions } from './read/Regions';
import {
  readSettings,
  type Credentials,
  type OpenStackSettings,
} from './config/settings';

/** What takes the files of the configuration to know. */
interface Session {
  settings: OpenStackSettings;
  /** Those of the next login. */
  credentials: () => Promise<Credentials>;
  regions: Regions;
}

const loginTimeout = () =>
  new ProviderFailure('TIMEOUT', 'Keystone did not respond in time', {
    hint: 'Check the network path and the load of Keystone',
  });

/**
 * An OpenStack cloud: each of its regions is a cluster, with its hypervisors and instances
 * for an admin, else with the quota and the instances of one project.
 */
export class OpenStackProvider implements InfraProvider {
  readonly #options: PlatformContext<OpenStackConfig>;
  #names: readonly string[] | undefined;
  #session: Promise<Session> | undefined;

  constructor(options: PlatformContext<OpenStackConfig>) {
    this.#options = options;
    this.#names = clusterNamesOf(options.name, options.config);
  }

  get clusterNames(): readonly string[] | undefined {
    return this.#names;
  }

  async *read(options: ReadOptions): AsyncIterable<ClusterReading> {
    const { regions: all, settings } = await this.#open();
    all.login.startOver();
    const regions = await this.#logIn(all, options);
    yield* asSettled(
      regions.map(region =>
        region.read(options, regions.length > 1, parts =>
          this.#toReading(region, parts, settings),
        ),
      ),
    );
  }

  async check(options: RequestOptions): Promise<ConnectionCheck> {
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
    const { name, config, http, timeouts } = this.#options;
    const settings = await readSettings(config);
    this.#names = clusterNamesOf(name, settings);
    // A secret in clouds.yaml may have been rotated since.
    const credentials = async () =>
      config.cloud
        ? (await readSettings(config)).credentials
        : settings.credentials;
    const regions = new Regions({
      name,
      client: { settings, credentials, http, timeouts },
    });
    return { settings, credentials, regions };
  }

  /** A login is shared by all readers, so this one may leave before it ends. */
  #logIn(regions: Regions, { signal }: RequestOptions): Promise<Region[]> {
    return withTimeout(
      async () => {
        const all = await regions.all();
        // Without a token, no region is worth a request, and the failure is not theirs.
        await regions.login.token();
        return all;
      },
      { signal, onTimeout: loginTimeout },
    );
  }

  async #toReading(
    region: Region,
    parts: RegionParts,
    { allProjects }: OpenStackSettings,
  ): Promise<ClusterReading> {
    const options = { cluster: region.cluster, allProjects };
    return {
      name: region.cluster,
      topology: await toResult(toTopology(parts, options)),
      workloads: await toResult(toWorkloadsReading(parts, options)),
    };
  }
}
