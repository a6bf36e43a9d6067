import type { OpenStackCluster } from '../../fleet/schema';
import type {
  HandlerContext,
  SimulatedResponse,
  SimulatedRequest,
} from '../../server/protocol';
import { json, placementFailure, unauthorized } from '../responses';
import {
  forbidden,
  listProviders,
  projectUsages,
  RULES,
  showProvider,
  UNDEFINED_CODE,
} from './providers';

type Context = HandlerContext<OpenStackCluster>;

const MAX_MINOR = 39;

/** x of the requested microversion 1.x; undefined if it does not exist. */
function readMinor({ headers }: SimulatedRequest): number | undefined {
  const requested = /^placement\s+(\S+)$/.exec(
    headers['openstack-api-version'] ?? '',
  )?.[1];
  if (requested === undefined) return 0;
  if (requested === 'latest') return MAX_MINOR;
  const minor = Number(/^1\.(\d+)$/.exec(requested)?.[1]);
  return minor >= 0 && minor <= MAX_MINOR ? minor : undefined;
}

function handleRoute(
  request: SimulatedRequest,
  context: Context,
  options: {
    route: string;
    minor: number;
    project?: string;
    isAdmin: boolean;
  },
): SimulatedResponse | undefined {
  const { route, minor, isAdmin } = options;
  if (route === '/usages') return projectUsages(request, context, options);
  if (route === '/resource_providers') {
    return isAdmin
      ? listProviders(request, context, minor)
      : forbidden('resource_providers:list');
  }
  const [, id, below = ''] =
    /^\/resource_providers\/([^/]+)(?:\/([^/]+))?$/.exec(route) ?? [];
  if (id === undefined || RULES[below] === undefined) return undefined;
  return isAdmin
    ? showProvider(context, { id, below, minor })
    : forbidden(RULES[below]);
}

/** Placement's API below `/placement`; undefined where a path is not its own. */
export function handlePlacement(
  request: SimulatedRequest,
  context: Context,
): SimulatedResponse | undefined {
  if (!/^\/placement(\/|$)/.test(request.path)) return undefined;
  const route = request.path.slice('/placement'.length).replace(/\/$/, '');
  const headersOf = (minor: number) => ({
    'openstack-api-version': `placement 1.${minor}`,
    vary: 'openstack-api-version',
  });
  if (route === '') {
    const version = {
      id: 'v1.0',
      max_version: `1.${MAX_MINOR}`,
      min_version: '1.0',
      status: 'CURRENT',
      links: [{ rel: 'self', href: '' }],
    };
    return json(200, { versions: [version] }, headersOf(0));
  }
  const token = context.tokens.find(request.headers['x-auth-token']);
  if (!token) return unauthorized(request.origin);
  const minor = readMinor(request);
  if (minor === undefined) {
    const requested = request.headers['openstack-api-version']?.split(/\s+/)[1];
    return placementFailure(
      406,
      'Not Acceptable',
      `The resource could not be generated that was acceptable to your browser (content of type application/json. \n\n Invalid microversion: Unacceptable version header: ${requested}`,
      { max_version: `1.${MAX_MINOR}`, min_version: '1.0' },
    );
  }
  const isAdmin = token.roles.includes('admin') && token.project !== undefined;
  const found =
    handleRoute(request, context, {
      route,
      minor,
      project: token.project,
      isAdmin,
    }) ??
    placementFailure(
      404,
      'Not Found',
      'The resource could not be found.\n\n   ',
      UNDEFINED_CODE,
    );
  return { ...found, headers: { ...found.headers, ...headersOf(minor) } };
}
