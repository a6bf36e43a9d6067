import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { trimSlashes } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { KeystoneToken } from './KeystoneSession';
import type { Catalog } from '../schemas';
import type { OpenStackSettings } from '../config/settings';

/** The services that are found through the catalog. */
export type ServiceName = 'compute' | 'placement';

export interface Service {
  /** What it is called in sentences. */
  label: string;
  /** Its types in catalogs, the official one first. */
  types: string[];
}

export const SERVICES: Record<ServiceName, Service> = {
  compute: { label: 'Nova', types: ['compute', 'computev21'] },
  placement: { label: 'Placement', types: ['placement'] },
};

type Endpoint = NonNullable<Catalog[number]['endpoints']>[number];

export interface ChosenEndpoint {
  url: string;
  region?: string;
}

function regionOf(endpoint: Endpoint): string | undefined {
  return endpoint.region_id ?? endpoint.region;
}

function misconfigured(
  message: string,
  hint: string,
  upstreamStatus?: number,
): ProviderFailure {
  return new ProviderFailure('MISCONFIGURED', message, {
    hint,
    upstreamStatus,
  });
}

function unique(values: Array<string | undefined>): string[] {
  return [...new Set(values.filter(value => value !== undefined))].sort();
}

/** A longer address is none that a service is reached by. */
const MAX_URL = 2_000;

/** An endpoint is used as it is, but a token is only sent where HTTP is spoken. */
function checkedUrl(url: string, label: string): string {
  const isUrl = url.length <= MAX_URL && URL.canParse(url);
  const parsed = isUrl ? new URL(url) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol)) {
    throw new ProviderFailure(
      'INVALID_RESPONSE',
      `The catalog's endpoint of ${label} is no http or https address`,
      { hint: 'Correct it with: openstack endpoint set --url' },
    );
  }
  return `${parsed.origin}${trimSlashes(parsed.pathname)}`;
}

function endpointsOf(
  token: Pick<KeystoneToken, 'catalog'>,
  service: ServiceName,
): Endpoint[] | undefined {
  return SERVICES[service].types
    .map(type =>
      token.catalog
        .filter(entry => entry.type === type)
        .flatMap(entry => entry.endpoints ?? []),
    )
    .find(found => found.length > 0);
}

/** The regions that have a Nova, by name; those of one Keystone share a login (O15). */
export function computeRegions(
  token: Pick<KeystoneToken, 'catalog'>,
): string[] {
  return unique((endpointsOf(token, 'compute') ?? []).map(regionOf));
}

/** An id that Keystone made; other catalogs repeat the type, or have none. */
const MADE_ID = /^[0-9a-f]{32}$/i;

function madeIds(prefix: string, ids: Array<string | undefined>): string[] {
  return ids
    .map(id => (id ?? '').replaceAll('-', ''))
    .filter(id => MADE_ID.test(id))
    .map(id => `${prefix}:${id}`);
}

/**
 * What tells one Keystone from another behind the same address: the ids of its services,
 * which stay when their addresses change. A catalog out of a file has none.
 */
export function keystoneIdentity(
  token: Pick<KeystoneToken, 'project'> & { catalog?: Catalog },
): string[] {
  const { catalog = [], project } = token;
  const services = madeIds(
    'service',
    catalog.map(({ id }) => id),
  );
  if (services.length > 0) return services;
  const endpoints = madeIds(
    'endpoint',
    catalog.flatMap(entry => (entry.endpoints ?? []).map(({ id }) => id)),
  );
  return endpoints.length > 0 ? endpoints : [`project:${project.id}`];
}

/**
 * Chooses the endpoint of a service by region and interface (O13).
 *
 * @returns undefined where the catalog does not have the service at all
 */
export function chooseEndpoint(
  token: KeystoneToken,
  options: {
    service: ServiceName;
    region?: string;
    interface: OpenStackSettings['interface'];
  },
): ChosenEndpoint | undefined {
  const { service, region, interface: wanted } = options;
  const { label } = SERVICES[service];
  const endpoints = endpointsOf(token, service);
  if (!endpoints) return undefined;

  const regions = unique(endpoints.map(regionOf));
  if (region && !regions.includes(region)) {
    throw misconfigured(
      `The catalog has no ${label} in the region ${region}`,
      `Set region to one of: ${regions.join(', ')}`,
      // Read as a service that the region does not have.
      404,
    );
  }
  if (!region && regions.length > 1) {
    throw misconfigured(
      `The catalog has ${label} in several regions`,
      `Set region to one of: ${regions.join(', ')}`,
    );
  }
  const inRegion = endpoints.filter(
    endpoint => !region || regionOf(endpoint) === region,
  );
  const chosen = inRegion.find(
    endpoint => endpoint.interface?.replace(/URL$/, '') === wanted,
  );
  if (!chosen) {
    const interfaces = unique(inRegion.map(endpoint => endpoint.interface));
    throw misconfigured(
      `The catalog has no ${wanted} endpoint of ${label}`,
      `Set interface to one of: ${interfaces.join(', ')}`,
    );
  }
  return { url: checkedUrl(chosen.url, label), region: regionOf(chosen) };
}
