import {
  ExpiringMap,
  type PlatformContext,
  type UpstreamClient,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { OpenStackSettings } from '../config/settings';
import type { Microversion } from '../microversion';
import type { Catalog } from '../schemas';
import {
  selectEndpoint,
  SERVICES,
  type ServiceEndpoint,
  type ServiceName,
} from './catalog';
import { discoverTarget } from './discoverTarget';
import type { Target } from './Target';

/** Versions change with an upgrade only. */
const VERSIONS_TTL_MS = 60 * 60_000;

/** Far more addresses than a cloud has: three services in each of the regions that are read. */
export const MAX_CLIENTS = 500;

/** Selects an endpoint of a service. */
export interface EndpointSelector {
  catalog: Catalog;
  /** Absent where there is only one. */
  region?: string;
}

export interface ServiceDirectoryOptions {
  settings: OpenStackSettings;
  http: PlatformContext<unknown>['http'];
}

function keyOf(service: ServiceName, endpoint: ServiceEndpoint): string {
  return `${service} ${endpoint.url}`;
}

/** Finds services in the catalog, and the microversions to use with them. */
export class ServiceDirectory {
  readonly #options: ServiceDirectoryOptions;
  readonly #clients = new Map<string, UpstreamClient>();
  readonly #targets = new ExpiringMap<string, Target>({
    ttlMs: VERSIONS_TTL_MS,
  });

  constructor(options: ServiceDirectoryOptions) {
    this.#options = options;
  }

  /** Undefined if the catalog does not have the service. */
  async find(
    service: ServiceName,
    options: EndpointSelector & { signal: AbortSignal },
  ): Promise<Target | undefined> {
    const endpoint = this.#endpoint(service, options);
    if (!endpoint) return undefined;
    const target = await this.#targets.get(keyOf(service, endpoint), () =>
      discoverTarget({
        service,
        url: endpoint.url,
        signal: options.signal,
        createClient: url => this.client(url, SERVICES[service].label),
      }),
    );
    return { ...target, region: endpoint.region };
  }

  /** Uses another microversion from now on, as the 406 of the service demands. */
  correct(
    service: ServiceName,
    options: EndpointSelector & {
      target: Target;
      max: Microversion | undefined;
    },
  ): void {
    const { max, target } = options;
    const endpoint = this.#endpoint(service, options);
    if (!endpoint) return;
    this.#targets.set(keyOf(service, endpoint), { ...target, max, used: max });
  }

  /** Addresses and versions are found again: a service may have moved. */
  forget(): void {
    this.#targets.clear();
  }

  /** The client of a base URL. Each has its own connections and limits. */
  client(baseUrl: string, label: string): UpstreamClient {
    let client = this.#clients.get(baseUrl);
    if (!client) {
      // A catalog may have other addresses each time.
      if (this.#clients.size >= MAX_CLIENTS) this.#startOver();
      const { settings, http } = this.#options;
      client = http({ label, baseUrl, tls: settings.tls });
      this.#clients.set(baseUrl, client);
    }
    return client;
  }

  async close(): Promise<void> {
    await Promise.all(
      [...this.#clients.values()].map(client => client.close()),
    );
  }

  #startOver(): void {
    this.forget();
    for (const [baseUrl, client] of this.#clients) {
      // The session has this one for good.
      if (baseUrl === this.#options.settings.identityUrl) continue;
      this.#clients.delete(baseUrl);
      client.close().catch(() => {});
    }
  }

  #endpoint(service: ServiceName, { catalog, region }: EndpointSelector) {
    const { endpoints, interface: facing } = this.#options.settings;
    return selectEndpoint(catalog, {
      ...{ service, region },
      interface: facing,
      override: endpoints?.[service],
    });
  }
}
