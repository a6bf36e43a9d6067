import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import {
  parseJson,
  type PlatformContext,
  type UpstreamClient,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { KeystoneToken } from './KeystoneSession';
import { chooseEndpoint, SERVICES, type ServiceName } from './catalog';
import { lower, parseMicroversion, type Microversion } from '../microversion';
import { versionDocumentSchema } from '../schemas';
import type { OpenStackSettings } from '../config/settings';

/** The newest microversions that this code was tried with. */
const WISH: Record<ServiceName, string> = {
  compute: '2.93',
  placement: '1.39',
};

/** What is asked for where a service does not tell its versions: Pike has it (2017). */
const FLOOR: Record<ServiceName, string | undefined> = {
  compute: '2.53',
  placement: undefined,
};

/** Versions change with an upgrade only. */
const VERSIONS_KEPT_MS = 60 * 60 * 1000;

/** A service as it is reached: its client, what goes before each path, its versions. */
export interface Target {
  client: UpstreamClient;
  /** Goes before the path of each request. */
  prefix: string;
  /** Path of the client's base URL and the prefix, as the service sees it. */
  basePath: string;
  /** Whether it is reached without encryption. */
  isPlain: boolean;
  region?: string;
  /** The newest that the service has; undefined where it does not say. */
  max?: Microversion;
  /** What to ask with; undefined sends no header. */
  used?: Microversion;
}

interface Known {
  target: Promise<Target>;
  expiresAt: number;
}

/** Where to look for a service. */
export interface Whereabouts {
  token: KeystoneToken;
  /** Undefined where there is but one. */
  region?: string;
}

export interface ServiceDirectoryOptions {
  settings: OpenStackSettings;
  http: PlatformContext<unknown>['http'];
}

/** `/v2.1/PROJECT_ID` is the older form of Nova's endpoint; ids come with or without dashes. */
const PROJECT_SUFFIX =
  /\/(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** Finds each service in the catalog, and which microversion to speak with it. */
export class ServiceDirectory {
  readonly #options: ServiceDirectoryOptions;
  readonly #clients = new Map<string, UpstreamClient>();
  readonly #known = new Map<string, Known>();

  constructor(options: ServiceDirectoryOptions) {
    this.#options = options;
  }

  /** Undefined where the catalog does not have the service. */
  async find(
    service: ServiceName,
    options: Whereabouts & { signal: AbortSignal },
  ): Promise<Target | undefined> {
    const endpoint = this.#endpoint(service, options);
    if (!endpoint) return undefined;
    const key = `${service} ${endpoint.url}`;
    let known = this.#known.get(key);
    if (!known || known.expiresAt < Date.now()) {
      const target = this.#discover(service, endpoint.url, options.signal);
      known = { target, expiresAt: Date.now() + VERSIONS_KEPT_MS };
      this.#known.set(key, known);
      target.catch(() => this.#known.delete(key));
    }
    return { ...(await known.target), region: endpoint.region };
  }

  /** Takes over what a service says in its 406 about its versions. */
  correct(
    service: ServiceName,
    options: Whereabouts & { max: Microversion | undefined },
  ): void {
    const endpoint = this.#endpoint(service, options);
    const key = `${service} ${endpoint?.url}`;
    const known = this.#known.get(key);
    if (!known) return;
    known.target = known.target.then(target => ({
      ...target,
      max: options.max,
      used: options.max,
    }));
  }

  /** A client of a base URL; each has its own connections and limits. */
  client(baseUrl: string, label: string): UpstreamClient {
    let client = this.#clients.get(baseUrl);
    if (!client) {
      const { settings, http } = this.#options;
      client = http({
        label,
        baseUrl,
        tls: settings.tls,
      });
      this.#clients.set(baseUrl, client);
    }
    return client;
  }

  async close(): Promise<void> {
    await Promise.all(
      [...this.#clients.values()].map(client => client.close()),
    );
  }

  #endpoint(service: ServiceName, options: Whereabouts) {
    const { token, region } = options;
    const { interface: wanted } = this.#options.settings;
    return chooseEndpoint(token, { service, region, interface: wanted });
  }

  async #discover(
    service: ServiceName,
    url: string,
    signal: AbortSignal,
  ): Promise<Target> {
    const suffix = PROJECT_SUFFIX.exec(url)?.[0] ?? '';
    const baseUrl = url.slice(0, url.length - suffix.length);
    const client = this.client(baseUrl, SERVICES[service].label);
    const basePath = new URL(baseUrl).pathname.replace(/\/$/, '');
    const at = (prefix: string) => ({
      client,
      prefix: `${prefix}${suffix}`,
      basePath: `${basePath}${prefix}${suffix}`,
      isPlain: baseUrl.startsWith('http:'),
    });
    const wish = parseMicroversion(WISH[service]);
    const document = await this.#document(client, signal);
    if (!document) {
      const floor = parseMicroversion(FLOOR[service]);
      return { ...at(''), used: floor };
    }
    const versions = document.versions ?? [];
    const all =
      service === 'compute'
        ? versions.find(({ id }) => id === 'v2.1')
        : versions[0];
    const found = document.version ?? all;
    const max = parseMicroversion(found?.version || found?.max_version);
    // The endpoint leads to the list of versions: go one level down.
    const prefix =
      service === 'compute' && !document.version && all ? '/v2.1' : '';
    return {
      ...at(prefix),
      max,
      used: max && wish ? lower(max, wish) : undefined,
    };
  }

  /** Undefined where it cannot be read; rejects where the service cannot be reached. */
  async #document(client: UpstreamClient, signal: AbortSignal) {
    try {
      // Needs no token, and gets none.
      const { status, text } = await client.send({ path: '/', signal });
      if (status !== 200) return undefined;
      return versionDocumentSchema.safeParse(parseJson(text, client.label))
        .data;
    } catch (error) {
      // A redirect, or the page of a proxy: the paths below may work all the same.
      const isOdd =
        error instanceof ProviderFailure && error.code === 'INVALID_RESPONSE';
      if (isOdd) return undefined;
      throw error;
    }
  }
}
