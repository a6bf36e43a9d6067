import type { ConnectionCheck } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  asSettled,
  ProviderFailure,
  Schedule,
  toResult,
  withTimeout,
  type ClusterReading,
  type InfraProvider,
  type ObjectDetail,
  type ObjectRef,
  type PlatformContext,
  type ProviderLogin,
  type ReadOptions,
  type RequestOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { checkConnection } from './check';
import { loginSecret } from './client/loginRequest';
import type { OpenStackConfig } from './config';
import {
  readSettings,
  type Credentials,
  type OpenStackSettings,
} from './config/settings';
import { describeWorkload } from './describe/describeWorkload';
import { mapCluster } from './mappers/cluster';
import { message } from './messages';
import type { Region } from './read/Region';
import { clusterNamesOf, Regions } from './read/Regions';

/** What the files of the configuration are needed for. */
interface Session {
  settings: OpenStackSettings;
  /** Those of the next login. */
  credentials: () => Promise<Credentials>;
  regions: Regions;
}

const loginTimeout = () =>
  new ProviderFailure('TIMEOUT', message('login-timeout'), {
    hint: message('check-keystone-load'),
  });

/** How often failures make the services be found again, which needs a login. */
const REDISCOVERY_MS = 5 * 60_000;

function isGone({ code, upstreamStatus }: ProviderFailure): boolean {
  return code === 'UNREACHABLE' || code === 'TIMEOUT' || upstreamStatus === 404;
}

/**
 * An OpenStack cloud. Each region is a cluster, with its hypervisors and instances for an
 * admin, else with the quota and the instances of one project.
 */
export class OpenStackProvider implements InfraProvider {
  readonly #options: PlatformContext<OpenStackConfig>;
  #names: readonly string[] | undefined;
  #session: Promise<Session> | undefined;
  /** Whether a service did not respond where it was in the last read; it may have moved. */
  #hasLost = false;
  /** When services may be found again because of that. */
  readonly #rediscovery = new Schedule();

  constructor(options: PlatformContext<OpenStackConfig>) {
    this.#options = options;
    this.#names = clusterNamesOf(options.name, options.config);
  }

  get clusterNames(): readonly string[] | undefined {
    return this.#names;
  }

  async *read(options: ReadOptions): AsyncIterable<ClusterReading> {
    const { regions } = await this.#open();
    regions.login.startOver();
    // A person may know that a service has moved.
    if (options.force) regions.login.rediscover();
    else if (this.#hasLost) this.#rediscover(regions);
    const failures: ProviderFailure[] = [];
    try {
      const all = await this.#logIn(regions, options);
      yield* asSettled(
        all.map(region =>
          this.#readCluster(region, {
            ...options,
            isAlone: all.length === 1,
            onFailure: failure => failures.push(failure),
          }),
        ),
      );
    } finally {
      this.#hasLost = failures.some(isGone);
    }
  }

  /** Finds services again after a failure, but not after each: every time costs a login. */
  #rediscover({ login }: Regions): void {
    if (!this.#rediscovery.isDue) return;
    this.#rediscovery.set(REDISCOVERY_MS);
    login.tryRediscovery();
  }

  async probe({ signal }: RequestOptions): Promise<void> {
    const { regions } = await this.#open();
    await regions.login.probe(signal);
  }

  async describe(
    ref: ObjectRef,
    options: RequestOptions,
  ): Promise<ObjectDetail | undefined> {
    if (!('workload' in ref)) return {};
    const { regions } = await this.#open();
    const all = await this.#logIn(regions, options);
    const region = all.find(({ cluster }) => cluster === ref.cluster);
    // A replica that does not read may not know which region has the name.
    for (const { client } of region ? [region] : all) {
      const detail = await describeWorkload(ref.workload, {
        ...{ client, ...options },
      });
      if (detail) return detail;
    }
    return undefined;
  }

  async check({ signal }: RequestOptions): Promise<ConnectionCheck> {
    const { regions, settings } = await this.#open();
    regions.login.startOver();
    regions.login.rediscover();
    return checkConnection({ regions, settings, signal });
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

  /** Reads the files once. If one cannot be used, the next call reads them again. */
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
    // A secret in clouds.yaml may have been rotated.
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

  /** A login is shared by all reads, so this one stops waiting when its signal aborts. */
  #logIn(
    regions: Regions,
    { identityOf, signal }: RequestOptions & Pick<ReadOptions, 'identityOf'>,
  ): Promise<Region[]> {
    return withTimeout(
      async () => {
        const all = await regions.all(identityOf);
        // Without a token, the connection as a whole has failed, and not its regions.
        await regions.login.token();
        return all;
      },
      { signal, onTimeout: loginTimeout },
    );
  }

  async #readCluster(
    region: Region,
    options: ReadOptions & {
      isAlone: boolean;
      onFailure: (failure: ProviderFailure) => void;
    },
  ): Promise<ClusterReading> {
    const { isAlone, onFailure } = options;
    const parts = await (isAlone
      ? toResult(region.read(options))
      : region.readIsolated(options));
    if (parts.ok) return mapCluster(parts.value);
    onFailure(parts.failure);
    // The only region is the whole connection.
    if (isAlone) throw parts.failure;
    return { name: region.cluster, topology: parts, workloads: parts };
  }
}
