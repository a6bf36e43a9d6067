import {
  ProviderFailure,
  trimSlashes,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { message } from '../messages';
import type { Catalog } from '../schemas';

/** Services whose endpoints are in the catalog. */
export type ServiceName = 'compute' | 'placement' | 'block-storage';

export interface Service {
  /** Name in sentences. */
  label: string;
  /** Its types in catalogs, the official one first. */
  types: string[];
}

export const SERVICES: Record<ServiceName, Service> = {
  compute: { label: 'Nova', types: ['compute', 'computev21'] },
  placement: { label: 'Placement', types: ['placement'] },
  'block-storage': {
    label: 'Cinder',
    types: ['block-storage', 'volumev3', 'block-store'],
  },
};

type Endpoint = NonNullable<Catalog[number]['endpoints']>[number];

export interface ServiceEndpoint {
  url: string;
  region?: string;
}

/** No service has a longer address. */
const MAX_URL = 2_000;

function regionOf(endpoint: Endpoint): string | undefined {
  return endpoint.region_id ?? endpoint.region;
}

function unique(values: Array<string | undefined>): string[] {
  return [...new Set(values.filter(value => value !== undefined))].sort();
}

/** The network of one link, where clouds tell machines their secrets; no service is there. */
const LINK_LOCAL = /^(169\.254\.|\[fe[89ab]|\[::ffff:a9fe:|\[fd00:ec2::254\])/;

/** The URL without query, if a token may be sent to it. */
function parseUrl(url: string, service: string): string {
  const parsed =
    url.length <= MAX_URL && URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol)) {
    throw new ProviderFailure(
      'INVALID_RESPONSE',
      message('endpoint-invalid', { service }),
      { hint: message('set-endpoint') },
    );
  }
  return `${parsed.origin}${trimSlashes(parsed.pathname)}`;
}

/** The same for an address that only the catalog names. */
function parseCatalogUrl(url: string, service: string): string {
  const parsed = parseUrl(url, service);
  if (!LINK_LOCAL.test(new URL(parsed).hostname)) return parsed;
  throw new ProviderFailure(
    'INVALID_RESPONSE',
    message('endpoint-link-local', { service }),
    { hint: message('set-endpoint') },
  );
}

function endpointsOf(
  catalog: Catalog,
  service: ServiceName,
): Endpoint[] | undefined {
  return SERVICES[service].types
    .map(type =>
      catalog
        .filter(entry => entry.type === type)
        .flatMap(entry => entry.endpoints ?? []),
    )
    .find(found => found.length > 0);
}

/** Names of the regions that have a Nova. */
export function computeRegions(catalog: Catalog): string[] {
  return unique((endpointsOf(catalog, 'compute') ?? []).map(regionOf));
}

/**
 * Selects the endpoint of a service by region and interface.
 *
 * @returns undefined if the catalog does not have the service in any region
 */
export function selectEndpoint(
  catalog: Catalog,
  options: {
    service: ServiceName;
    region?: string;
    interface: 'public' | 'internal' | 'admin';
    /** An address that is used instead of that of the catalog. */
    override?: string;
  },
): ServiceEndpoint | undefined {
  const { override, region } = options;
  const { label: service } = SERVICES[options.service];
  if (override) return { url: parseUrl(override, service), region };
  const endpoints = endpointsOf(catalog, options.service);
  if (!endpoints) return undefined;

  const regions = unique(endpoints.map(regionOf));
  const hint = message('set-region', { regions: regions.join(', ') });
  if (region && !regions.includes(region)) {
    throw new ProviderFailure(
      'MISCONFIGURED',
      message('service-not-in-region', { service, region }),
      // Callers treat it as a service that does not exist.
      { hint, upstreamStatus: 404 },
    );
  }
  if (!region && regions.length > 1) {
    throw new ProviderFailure(
      'MISCONFIGURED',
      message('several-regions', { service }),
      { hint },
    );
  }
  const inRegion = endpoints.filter(
    endpoint => !region || regionOf(endpoint) === region,
  );
  const selected = inRegion.find(
    endpoint => endpoint.interface?.replace(/URL$/, '') === options.interface,
  );
  if (!selected) {
    const interfaces = unique(inRegion.map(endpoint => endpoint.interface));
    throw new ProviderFailure(
      'MISCONFIGURED',
      message('interface-not-in-catalog', {
        service,
        interface: options.interface,
      }),
      { hint: message('set-interface', { interfaces: interfaces.join(', ') }) },
    );
  }
  const url = parseCatalogUrl(selected.url, service);
  return { url, region: regionOf(selected) };
}
