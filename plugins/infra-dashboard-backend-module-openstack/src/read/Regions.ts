import { computeRegions } from '../client/catalog';
import { OpenStackClient, type OpenStackClientOptions } from '../client';
import { Denials } from './ForbiddenCache';
import { ProjectNames } from './ProjectNames';
import { Region } from './Region';
import { RegionReader } from './ClusterReader';
import type { OpenStackSettings } from '../config/settings';

export interface RegionsOptions {
  /** Name of the provider. */
  name: string;
  client: Omit<OpenStackClientOptions, 'region'>;
}

/**
 * Names of the clusters of a provider; undefined where it takes the catalog to know them.
 */
export function clusterNamesOf(
  name: string,
  { region, regions }: Pick<OpenStackSettings, 'region' | 'regions'>,
): string[] | undefined {
  if (regions) return regions.map(one => `${name}-${one}`);
  return region ? [name] : undefined;
}

/**
 * The regions behind one Keystone, each a cluster, with one login for all (O15).
 *
 * The cluster of a single region is called as the provider, those of several as
 * `<provider>-<region>`. A list in the configuration counts as several from the start, so
 * that names stay when it grows.
 */
export class Regions {
  readonly #options: RegionsOptions;
  readonly #login: OpenStackClient;
  readonly #projects: ProjectNames;
  readonly #regions = new Map<string, Region>();
  /** Once there were several, their names stay, whatever the catalog loses. */
  #areSeveral: boolean;

  constructor(options: RegionsOptions) {
    this.#options = options;
    const { settings } = options.client;
    this.#areSeveral = settings.regions !== undefined;
    this.#login = new OpenStackClient(options.client);
    this.#projects = new ProjectNames({
      client: this.#login,
      denials: new Denials(),
    });
  }

  /** A client that is logged in, of no region in particular. */
  get login(): OpenStackClient {
    return this.#login;
  }

  /** All regions to read. Rejects where Keystone does not let us in. */
  async all(): Promise<Region[]> {
    const { settings } = this.#options.client;
    if (settings.regions) return settings.regions.map(one => this.#of(one));
    if (settings.region) return [this.#of(settings.region)];
    const found = computeRegions(await this.#login.token());
    this.#areSeveral ||= found.length > 1;
    return found.length > 0
      ? found.map(region => this.#of(region))
      : [this.#of(undefined)];
  }

  /** Ends the login and all connections. */
  async close(): Promise<void> {
    await this.#login.close();
  }

  #of(region: string | undefined): Region {
    const { name, client } = this.#options;
    const cluster = this.#areSeveral && region ? `${name}-${region}` : name;
    let known = this.#regions.get(cluster);
    if (!known) {
      const own = new OpenStackClient({ ...client, region }, this.#login);
      const reader = new RegionReader({
        client: own,
        projects: this.#projects,
        allProjects: client.settings.allProjects,
        totalMs: client.timeouts.totalMs,
      });
      known = new Region({ cluster, client: own, reader });
      this.#regions.set(cluster, known);
    }
    return known;
  }
}
