import type { OpenStackCluster } from '../../fleet/schema';
import type {
  HandlerContext,
  SimulatedResponse,
  SimulatedRequest,
} from '../../server/protocol';
import { json, novaFailure, unauthorized } from '../responses';
import { projectId } from '../ids';
import { listFlavors } from './flavors';
import { listActions } from './actions';
import { handleHypervisors } from './hypervisors';
import { showLimits, showQuota } from './limits';
import {
  readMinor,
  versionDocument,
  versionHeaders,
  type NovaRequest,
} from './request';
import { listServers, showServer, UNEXPECTED } from './servers';
import { listAggregates, listServices, listZones } from './services';

type Context = HandlerContext<OpenStackCluster>;

function dispatch(novaRequest: NovaRequest): SimulatedResponse {
  const { route, request } = novaRequest;
  const missing = novaFailure(404, 'The resource could not be found.');
  if (request.method !== 'GET') return missing;
  switch (route) {
    case '/servers':
      return listServers(novaRequest, false);
    case '/servers/detail':
      return listServers(novaRequest, true);
    case '/flavors/detail':
      return listFlavors(novaRequest);
    case '/os-services':
      return listServices(novaRequest);
    case '/os-aggregates':
      return listAggregates(novaRequest);
    case '/os-availability-zone':
      return listZones(novaRequest);
    case '/limits':
      return showLimits(novaRequest);
    default:
      break;
  }
  const acted = /^\/servers\/([^/]+)\/os-instance-actions$/.exec(route)?.[1];
  if (acted) return listActions(novaRequest, decodeURIComponent(acted));
  const server = /^\/servers\/([^/]+)$/.exec(route)?.[1];
  if (server) return showServer(novaRequest, decodeURIComponent(server));
  const [, quota, detail] =
    /^\/os-quota-sets\/([^/]+)(\/detail)?$/.exec(route) ?? [];
  if (quota) return showQuota(novaRequest, quota, detail !== undefined);
  const hypervisors = /^\/os-hypervisors(\/[^/]+)?$/.exec(route);
  return hypervisors
    ? handleHypervisors(novaRequest, hypervisors[1] ?? '')
    : missing;
}

/** Versions, which need no token. */
function handleVersions(
  path: string,
  { origin }: SimulatedRequest,
  { cluster }: Context,
): SimulatedResponse | undefined {
  const current = versionDocument(cluster, origin);
  if (path === '/compute') {
    const old = {
      id: 'v2.0',
      status: 'SUPPORTED',
      version: '',
      min_version: '',
      updated: '2011-01-21T11:33:21Z',
      links: [{ rel: 'self', href: `${origin}/compute/v2/` }],
    };
    return json(200, { versions: [old, current] });
  }
  if (path !== '/compute/v2.1') return undefined;
  return json(
    200,
    {
      version: {
        ...current,
        links: [
          ...current.links,
          {
            rel: 'describedby',
            type: 'text/html',
            href: 'http://docs.openstack.org/',
          },
        ],
        'media-types': [
          {
            base: 'application/json',
            type: 'application/vnd.openstack.compute+json;version=2.1',
          },
        ],
      },
    },
    versionHeaders('2.1'),
  );
}

/** Nova's API below `/compute`; undefined where a path is not its own. */
export function handleNova(
  request: SimulatedRequest,
  context: Context,
): SimulatedResponse | undefined {
  const { origin, headers } = request;
  const path = request.path.replace(/\/$/, '');
  if (!/^\/compute(\/|$)/.test(path)) return undefined;
  const versions = handleVersions(path, request, context);
  if (versions) return versions;
  const token = context.tokens.find(headers['x-auth-token']);
  if (!token) return unauthorized(origin);
  const minor = readMinor(request, context.cluster);
  if (typeof minor !== 'number') return minor;
  const withHeaders = (response: SimulatedResponse): SimulatedResponse => ({
    ...response,
    headers: { ...response.headers, ...versionHeaders(`2.${minor}`) },
  });
  const { project } = token;
  if (project === undefined) {
    return withHeaders(
      novaFailure(
        500,
        `${UNEXPECTED}\n<class 'keystoneauth1.exceptions.catalog.EmptyCatalog'>`,
      ),
    );
  }
  const [, inPath, route] =
    /^\/compute\/v2\.1(?:\/([0-9a-f]{32}))?(\/.*)$/.exec(path) ?? [];
  if (inPath && inPath !== projectId(project)) {
    return withHeaders(
      novaFailure(
        400,
        `Malformed request URL: URL's project_id '${inPath}' doesn't match Context's project_id '${projectId(
          project,
        )}'`,
      ),
    );
  }
  return withHeaders(
    dispatch({
      request,
      context,
      token: { ...token, project },
      isAdmin: token.roles.includes('admin'),
      minor,
      route: route ?? '',
      base: `${origin}/compute/v2.1${inPath ? `/${inPath}` : ''}`,
    }),
  );
}
