import type { OpenStackCluster } from '../../fleet/schema';
import type {
  HandlerContext,
  SimulatedResponse,
  SimulatedRequest,
} from '../../server/protocol';
import type { IssuedToken } from '../../server/TokenStore';
import { json, novaFailure } from '../responses';

/** A request to Nova after its token and microversion were looked at. */
export interface NovaRequest {
  request: SimulatedRequest;
  context: HandlerContext<OpenStackCluster>;
  token: IssuedToken & { project: string };
  isAdmin: boolean;
  /** x of the microversion 2.x. */
  minor: number;
  /** Below `/compute/v2.1`. */
  route: string;
  /** Address of the API, with the project where the request had it. */
  base: string;
}

/** The microversion in the headers, or the error response. */
export function readMinor(
  { headers }: SimulatedRequest,
  { novaMinor }: OpenStackCluster,
): number | SimulatedResponse {
  const requested =
    /^compute\s+(\S+)$/.exec(headers['openstack-api-version'] ?? '')?.[1] ??
    headers['x-openstack-nova-api-version'];
  if (requested === undefined) return 1;
  if (requested === 'latest') return novaMinor;
  const [, major, minor] = /^(\d+)\.(\d+)$/.exec(requested) ?? [];
  if (major === undefined) {
    return novaFailure(
      400,
      `API Version String ${requested} is of invalid format. Must be of format MajorNum.MinorNum.`,
    );
  }
  if (major === '2' && Number(minor) >= 1 && Number(minor) <= novaMinor) {
    return Number(minor);
  }
  const refusal = novaFailure(
    406,
    `Version ${requested} is not supported by the API. Minimum is 2.1 and maximum is 2.${novaMinor}.`,
  );
  return {
    ...refusal,
    headers: { ...refusal.headers, ...versionHeaders(requested) },
  };
}

export function versionHeaders(version: string): Record<string, string> {
  return {
    'openstack-api-version': `compute ${version}`,
    'x-openstack-nova-api-version': version,
    vary: 'OpenStack-API-Version, X-OpenStack-Nova-API-Version',
  };
}

/** A version document, optionally with the fields that only `/v2.1/` has. */
export function versionDocument(cluster: OpenStackCluster, origin: string) {
  return {
    id: 'v2.1',
    status: 'CURRENT',
    version: `2.${cluster.novaMinor}`,
    min_version: '2.1',
    updated: '2013-07-23T11:33:21Z',
    links: [{ rel: 'self', href: `${origin}/compute/v2.1/` }],
  };
}

/**
 * Returns a page with `limit` and `marker` and a link to the next one. Every full page has a
 * link, even if no rows follow.
 */
export function pageResponse<T>(
  { request, context, base, route }: NovaRequest,
  options: {
    key: string;
    items: T[];
    idOf(item: T): string;
    render(item: T): object;
  },
): SimulatedResponse {
  const { key, items, idOf, render } = options;
  const { query } = request;
  const { maxLimit } = context.cluster;
  const marker = query.get('marker');
  const start = marker ? items.findIndex(item => idOf(item) === marker) + 1 : 0;
  if (marker && start === 0) {
    return novaFailure(400, `marker [${marker}] not found`);
  }
  const requested = query.get('limit');
  if (requested !== null && !/^\d+$/.test(requested)) {
    return novaFailure(
      400,
      `Invalid input for query parameters limit. Value: ${requested}. '${requested}' does not match '^[0-9]*$'`,
    );
  }
  const limit =
    requested === null ? maxLimit : Math.min(Number(requested), maxLimit);
  const page = items.slice(start, start + limit);
  const isFull = limit > 0 && page.length === limit;
  const next = new URLSearchParams(query);
  if (isFull) next.set('marker', idOf(page[page.length - 1]));
  return json(200, {
    [key]: page.map(render),
    ...(isFull && {
      [`${key}_links`]: [{ rel: 'next', href: `${base}${route}?${next}` }],
    }),
  });
}
