import { digest, uuid } from '../fleet/derive';
import type { OpenStackCluster } from '../fleet/schema';
import {
  CREDENTIALS,
  type SimulatedAnswer,
  type SimulatedRequest,
  type TokenStore,
} from '../server/types';
import { keystoneForbidden, unauthorized } from './errors';

const UPDATED = '2020-04-07T00:00:00Z';
const DOMAIN = { id: 'default', name: 'Default' };

/** Keystone's ids are UUIDs without dashes. */
export function keystoneId(...words: string[]): string {
  return uuid(...words).replaceAll('-', '');
}

function version(origin: string) {
  return {
    id: 'v3.14',
    status: 'stable',
    updated: UPDATED,
    links: [{ rel: 'self', href: `${origin}/v3/` }],
    'media-types': [
      {
        base: 'application/json',
        type: 'application/vnd.openstack.identity-v3+json',
      },
    ],
  };
}

function catalog(cluster: OpenStackCluster, origin: string) {
  const service = (type: string, name: string, url: string) => ({
    id: keystoneId(cluster.name, type),
    type,
    name,
    endpoints: ['public', 'internal', 'admin'].map(kind => ({
      id: keystoneId(cluster.name, type, kind),
      interface: kind,
      region_id: cluster.region,
      region: cluster.region,
      url,
    })),
  });
  return [
    service('compute', 'nova', `${origin}/compute/v2.1`),
    service('identity', 'keystone', `${origin}/v3`),
    service('placement', 'placement', `${origin}/placement`),
  ];
}

interface Identity {
  user: string;
  method: 'password' | 'application_credential';
  roles: string[];
}

type Body = {
  auth?: {
    identity?: {
      methods?: string[];
      password?: { user?: { name?: string; password?: string } };
      application_credential?: { id?: string; secret?: string };
    };
    scope?: { project?: { name?: string; id?: string } };
  };
};

function identify(body: Body, cluster: OpenStackCluster): Identity | undefined {
  const { username, memberUsername, password } = CREDENTIALS;
  const identity = body.auth?.identity;
  const configured = cluster.admin
    ? ['admin', 'member', 'reader']
    : ['member', 'reader'];
  const method = identity?.methods?.[0];
  if (method === 'application_credential') {
    const { id, secret } = identity?.application_credential ?? {};
    // A scope beside an application credential is refused (O12).
    const isGood =
      id === CREDENTIALS.applicationCredentialId &&
      secret === CREDENTIALS.applicationCredentialSecret &&
      body.auth?.scope === undefined;
    return isGood ? { user: username, method, roles: configured } : undefined;
  }
  const user = identity?.password?.user;
  if (method !== 'password' || user?.password !== password) return undefined;
  if (user.name === username)
    return { user: username, method, roles: configured };
  return user.name === memberUsername
    ? { user: memberUsername, method, roles: ['member', 'reader'] }
    : undefined;
}

function login(
  request: SimulatedRequest,
  options: { cluster: OpenStackCluster; tokens: TokenStore },
): SimulatedAnswer {
  const { cluster, tokens } = options;
  let body: Body;
  try {
    body = JSON.parse(request.body);
  } catch {
    return {
      status: 400,
      body: {
        error: { code: 400, message: 'Expecting JSON', title: 'Bad Request' },
      },
    };
  }
  const identity = identify(body, cluster);
  const isScoped =
    identity?.method === 'application_credential' || body.auth?.scope;
  const project = body.auth?.scope?.project?.name ?? CREDENTIALS.projectName;
  if (!identity) return unauthorized(request.origin);
  const now = Date.now();
  const expiresAt = now + cluster.tokenLifeSeconds * 1000;
  const token = tokens.issue({
    user: identity.user,
    project,
    roles: identity.roles,
    expiresAt,
  });
  const microseconds = (ms: number) =>
    new Date(ms).toISOString().replace('Z', '000Z');
  return {
    status: 201,
    headers: { 'x-subject-token': token, vary: 'X-Auth-Token' },
    body: {
      token: {
        methods: [identity.method],
        user: {
          domain: DOMAIN,
          id: keystoneId('user', identity.user),
          name: identity.user,
          password_expires_at: null,
        },
        audit_ids: [digest(token).slice(0, 22)],
        expires_at: microseconds(expiresAt),
        issued_at: microseconds(now),
        ...(isScoped && {
          project: {
            domain: DOMAIN,
            id: keystoneId('project', project),
            name: project,
          },
          is_domain: false,
          roles: identity.roles.map(name => ({
            id: keystoneId('role', name),
            name,
          })),
          catalog: catalog(cluster, request.origin),
        }),
      },
    },
  };
}

function projects(names: string[], self: string) {
  return {
    projects: names.map(name => ({
      id: keystoneId('project', name),
      name,
      domain_id: 'default',
      description: '',
      enabled: true,
      parent_id: 'default',
      is_domain: false,
      tags: [],
      options: {},
      links: { self: `${self}/${keystoneId('project', name)}` },
    })),
    links: { next: null, self, previous: null },
  };
}

/** Speaks Keystone's API below `/v3`; undefined where the path is not Keystone's. */
export function handleKeystone(
  request: SimulatedRequest,
  options: { cluster: OpenStackCluster; tokens: TokenStore },
): SimulatedAnswer | undefined {
  const { cluster, tokens } = options;
  const { method, origin, headers } = request;
  const path = request.path.replace(/\/$/, '');
  if (path === '') {
    return { status: 300, body: { versions: { values: [version(origin)] } } };
  }
  if (path === '/v3')
    return { status: 200, body: { version: version(origin) } };
  if (!path.startsWith('/v3/')) return undefined;
  if (path === '/v3/auth/tokens' && method === 'POST')
    return login(request, options);
  const token = tokens.find(headers['x-auth-token']);
  if (!token) return unauthorized(origin);
  const self = `${origin}${path}`;
  if (path === '/v3/projects') {
    if (!token.roles.includes('admin'))
      return keystoneForbidden('identity:list_projects');
    const names = new Set(cluster.workloads.map(({ project }) => project));
    return { status: 200, body: projects([...names, 'admin'], self) };
  }
  if (path === '/v3/auth/projects') {
    return { status: 200, body: projects([token.project], self) };
  }
  return {
    status: 404,
    body: { error: { code: 404, message: 'Not Found', title: 'Not Found' } },
  };
}
