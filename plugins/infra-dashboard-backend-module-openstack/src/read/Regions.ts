import {
  ProviderFailure,
  type ReadOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { OpenStackClient, type OpenStackClientOptions } from '../client';
import { computeRegions } from '../client/catalog';
import type { OpenStackSettings } from '../config/settings';
import { regionIds } from '../identity';
import { message } from '../messages';
import { ClusterReader } from './ClusterReader';
import { ForbiddenCache } from './ForbiddenCache';
import { CredentialEnd } from './CredentialEnd';
import { ProjectNames } from './ProjectNames';
import { Region } from './Region';

export interface RegionsOptions {
  /** Name of the provider. */
  name: string;
  client: Omit<OpenStackClientOptions, 'region'>;
}

/** More than any cloud has; each is read with requests of its own at every refresh. */
export const MAX_REGIONS = 100;

function checkNumber(found: string[]): void {
  if (found.length <= MAX_REGIONS) return;
  throw new ProviderFailure(
    'INVALID_RESPONSE',
    message('too-many-regions', { count: found.length, max: MAX_REGIONS }),
    { hint: message('set-regions') },
  );
}

/** Names of the clusters of a provider; undefined if only the catalog has them. */
export function clusterNamesOf(
  name: string,
  { region, regions }: Pick<OpenStackSettings, 'region' | 'regions'>,
): string[] | undefined {
  if (regions) return regions.map(one => `${name}-${one}`);
  return region ? [name] : undefined;
}

/**
 * The regions of one Keystone, each a cluster, with one login for all.
 *
 * The cluster of a single region has the name of the provider, and keeps it when others come; those
 * of several regions are `<provider>-<region>`. A list in the configuration counts as several
 * regions, so that names stay the same when it grows.
 */
export class Regions {
  readonly #options: RegionsOptions;
  readonly #login: OpenStackClient;
  readonly #projects: ProjectNames;
  readonly #credentialEnd: CredentialEnd;
  readonly #regions = new Map<string, Region>();
  /** Stays true, so that names do not change when the catalog loses a region. */
  #areSeveral: boolean;
  /** The region that was alone, whose cluster has the name of the provider. */
  #first: string | undefined;

  constructor(options: RegionsOptions) {
    this.#options = options;
    const { settings } = options.client;
    this.#areSeveral = settings.regions !== undefined;
    this.#login = new OpenStackClient(options.client);
    this.#credentialEnd = new CredentialEnd(this.#login);
    this.#projects = new ProjectNames({
      client: this.#login,
      forbidden: new ForbiddenCache(),
    });
  }

  /** A client with the login, of no specific region. */
  get login(): OpenStackClient {
    return this.#login;
  }

  /**
   * All regions to read. Rejects if the login fails, or has more of them than can be read.
   *
   * @param identityOf - of clusters as they were last read, also before a restart
   */
  async all(identityOf?: ReadOptions['identityOf']): Promise<Region[]> {
    const { settings } = this.#options.client;
    if (settings.regions) return settings.regions.map(one => this.#of(one));
    if (settings.region) return [this.#of(settings.region)];
    const token = await this.#login.token();
    const found = computeRegions(token.catalog);
    checkNumber(found);
    const { name } = this.#options;
    const isStored = (region: string) => {
      const known = identityOf?.(name);
      return regionIds({ region, token }).some(id => known?.includes(id));
    };
    this.#first ??= found.find(isStored);
    this.#areSeveral ||=
      found.length > 1 ||
      found.some(region => identityOf?.(`${name}-${region}`) !== undefined);
    if (!this.#areSeveral) this.#first ??= found[0];
    const all =
      found.length > 0
        ? found.map(region => this.#of(region))
        : [this.#of(undefined)];
    // A catalog may have other names each time.
    for (const [cluster, region] of this.#regions) {
      if (!all.includes(region)) this.#regions.delete(cluster);
    }
    return all;
  }

  /** Ends the login and all connections. */
  async close(): Promise<void> {
    await this.#login.close();
  }

  #of(region: string | undefined): Region {
    const { name, client: options } = this.#options;
    const isOther = region !== undefined && region !== this.#first;
    const hasOthers = this.#areSeveral || this.#first !== undefined;
    const cluster = isOther && hasOthers ? `${name}-${region}` : name;
    let known = this.#regions.get(cluster);
    if (!known) {
      const client = new OpenStackClient({ ...options, region }, this.#login);
      const reader = new ClusterReader({
        cluster,
        client,
        projects: this.#projects,
        credentialEnd: this.#credentialEnd,
        wantsAllProjects: options.settings.allProjects !== false,
        totalMs: options.timeouts.totalMs,
      });
      known = new Region({ cluster, client, reader });
      this.#regions.set(cluster, known);
    }
    return known;
  }
}
