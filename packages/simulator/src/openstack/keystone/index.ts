import type { OpenStackCluster } from '../../fleet/schema';
import { CREDENTIALS } from '../../server/credentials';
import type {
  HandlerContext,
  SimulatedResponse,
  SimulatedRequest,
} from '../../server/protocol';
import { json, keystoneFailure, unauthorized } from '../responses';
import { projectId, projectNames } from '../ids';
import { catalogOf } from './catalog';
import { handleToken, issueToken } from './tokens';

const VARY = { vary: 'X-Auth-Token' };

function version(origin: string) {
  return {
    id: 'v3.14',
    status: 'stable',
    updated: '2020-04-07T00:00:00Z',
    links: [{ rel: 'self', href: `${origin}/v3/` }],
    'media-types': [
      {
        base: 'application/json',
        type: 'application/vnd.openstack.identity-v3+json',
      },
    ],
  };
}

function projects(names: string[], origin: string, path: string) {
  return {
    projects: names.map(name => ({
      id: projectId(name),
      name,
      domain_id: 'default',
      description: '',
      enabled: true,
      parent_id: 'default',
      is_domain: false,
      tags: [],
      options: {},
      links: { self: `${origin}/v3/projects/${projectId(name)}` },
    })),
    links: { next: null, self: `${origin}${path}`, previous: null },
  };
}

/** Keystone's API, at the root and below `/v3`; undefined where a path is not its own. */
export function handleKeystone(
  request: SimulatedRequest,
  context: HandlerContext<OpenStackCluster>,
): SimulatedResponse | undefined {
  const found = handlePath(request, context);
  return found && { ...found, headers: { ...VARY, ...found.headers } };
}

function handlePath(
  request: SimulatedRequest,
  context: HandlerContext<OpenStackCluster>,
): SimulatedResponse | undefined {
  const { cluster, tokens } = context;
  const { method, origin, headers } = request;
  const path = request.path.replace(/\/$/, '');
  if (path === '') {
    const location = `${origin}/v3/`;
    return json(300, { versions: { values: [version(origin)] } }, { location });
  }
  if (path === '/v3') return json(200, { version: version(origin) });
  if (!path.startsWith('/v3/')) return undefined;
  if (path === '/v3/auth/tokens' && method === 'POST') {
    return issueToken(request, context);
  }
  const token = tokens.find(headers['x-auth-token']);
  if (!token) return unauthorized(origin);
  const isAdmin = token.roles.includes('admin');
  switch (path) {
    case '/v3/auth/tokens':
      return handleToken(request, context);
    case '/v3/auth/catalog':
      return json(200, {
        catalog: token.project === undefined ? [] : catalogOf(cluster, origin),
        links: { self: `${origin}${path}` },
      });
    case '/v3/auth/projects': {
      const names = isAdmin ? projectNames(cluster) : [CREDENTIALS.projectName];
      return json(200, projects(names, origin, path));
    }
    case '/v3/projects':
      return isAdmin && token.project !== undefined
        ? json(200, projects(projectNames(cluster), origin, path))
        : keystoneFailure(
            403,
            'Forbidden',
            'You are not authorized to perform the requested action: identity:list_projects.',
          );
    default:
      return keystoneFailure(
        404,
        'Not Found',
        'Could not find the requested resource.',
      );
  }
}
