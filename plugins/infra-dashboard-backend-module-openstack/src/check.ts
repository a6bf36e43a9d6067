import type { ConnectionCheck } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { KeystoneToken } from './client/KeystoneSession';
import type { OpenStackClient, OpenStackRequest } from './client';
import { formatMicroversion } from './microversion';
import type { Regions } from './read/Regions';
import {
  adminRemedy,
  PLACEMENT_REMEDY,
  readerRemedy,
  type Grantee,
} from './remedies';

type Check = ConnectionCheck['checks'][number];

export interface CheckConnectionOptions {
  regions: Regions;
  /** Where Keystone is: a token got over https should not travel over http. */
  identityUrl: string;
  allProjects: boolean | undefined;
  signal: AbortSignal;
}

type RegionCheckOptions = Omit<CheckConnectionOptions, 'regions'> & {
  client: OpenStackClient;
};

const TITLES = {
  login: 'Log in to Keystone',
  catalog: 'Find Nova in the catalog',
  servers: 'List servers',
  projects: 'List the servers of all projects',
  hypervisors: 'List hypervisors',
  placement: 'Read Placement',
};

type CheckId = keyof typeof TITLES;

function failureIn(error: unknown): ProviderFailure {
  if (error instanceof ProviderFailure) return error;
  throw error;
}

function check(
  id: CheckId,
  status: Check['status'],
  more: Pick<Check, 'message' | 'remedy'> = {},
): Check {
  return { id, title: TITLES[id], status, ...more };
}

function skippedAfter(id: CheckId): Check[] {
  const ids = Object.keys(TITLES) as CheckId[];
  return ids.slice(ids.indexOf(id) + 1).map(next => check(next, 'skipped'));
}

function describeToken(token: KeystoneToken): string {
  const { project, roles, expiresAt } = token;
  const minutes = Math.round((expiresAt - Date.now()) / 60_000);
  const rules = token.accessRules
    ? `, restricted by ${token.accessRules.length} access rules`
    : '';
  return `Project ${project.name ?? project.id}, ${
    roles.length === 1 ? 'role' : 'roles'
  } ${
    [...roles].sort().join(', ') || 'none'
  }${rules}; the token lasts ${minutes} min`;
}

async function checkCatalog(options: RegionCheckOptions): Promise<Check> {
  const { client, identityUrl, signal } = options;
  try {
    const target = await client.target('compute', signal);
    if (!target) {
      return check('catalog', 'failed', {
        message: 'The catalog of Keystone has no Nova',
        remedy: 'Register it with: openstack endpoint create compute',
      });
    }
    const message = [
      target.region && `Region ${target.region}`,
      target.max
        ? `microversions up to ${formatMicroversion(target.max)}`
        : 'it does not tell its microversions',
    ]
      .filter(Boolean)
      .join(', ');
    const isDowngrade = identityUrl.startsWith('https:') && target.isPlain;
    return isDowngrade
      ? check('catalog', 'warning', {
          message: `${message}; its address is plain http, so the token travels unencrypted`,
          remedy: 'Set another interface, or correct the endpoint in Keystone',
        })
      : check('catalog', 'passed', { message });
  } catch (error) {
    const { message, hint } = failureIn(error);
    return check('catalog', 'failed', { message, remedy: hint });
  }
}

async function ask(
  id: CheckId,
  options: {
    client: OpenStackClient;
    request: OpenStackRequest;
    /** What it means when it does not work. */
    otherwise: Check['status'];
    remedy: string;
  },
): Promise<Check> {
  const { client, request, otherwise, remedy } = options;
  try {
    await client.get(request);
    return check(id, 'passed');
  } catch (error) {
    const { message, hint, upstreamStatus } = failureIn(error);
    return check(id, otherwise, {
      message,
      remedy: upstreamStatus === 403 ? remedy : hint,
    });
  }
}

/** The checks of one region. */
async function checkRegion(
  options: RegionCheckOptions & { grantee: Grantee },
): Promise<Check[]> {
  const { client, signal, allProjects, grantee } = options;
  const catalog = await checkCatalog(options);
  if (catalog.status === 'failed') {
    return [catalog, ...skippedAfter('catalog')];
  }
  const servers = {
    service: 'compute' as const,
    path: '/servers/detail',
    signal,
  };
  const admin = adminRemedy(grantee);
  return Promise.all([
    catalog,
    ask('servers', {
      client,
      request: { ...servers, query: { limit: 1 }, action: 'list servers' },
      otherwise: 'failed',
      remedy: readerRemedy(grantee),
    }),
    allProjects === false
      ? check('projects', 'skipped', { message: 'allProjects is false' })
      : ask('projects', {
          client,
          request: {
            ...servers,
            query: { limit: 1, all_tenants: 1 },
            action: 'list the servers of all projects',
          },
          otherwise: 'warning',
          remedy: admin,
        }),
    ask('hypervisors', {
      client,
      request: {
        service: 'compute',
        path: '/os-hypervisors/detail',
        query: { limit: 1 },
        action: 'list hypervisors',
        signal,
      },
      otherwise: 'warning',
      remedy: admin,
    }),
    ask('placement', {
      client,
      request: {
        service: 'placement',
        path: '/resource_providers',
        action: 'list resource providers',
        signal,
      },
      otherwise: 'warning',
      remedy: PLACEMENT_REMEDY,
    }),
  ]);
}

/**
 * Tries what a refresh does, each step with the smallest request that shows whether it
 * works, and says for each that does not what would grant it. Of several regions each has
 * its own steps, named by its cluster.
 */
export async function checkConnection(
  options: CheckConnectionOptions,
): Promise<ConnectionCheck> {
  const { regions, ...rest } = options;
  let grantee: Grantee;
  let login: Check;
  try {
    const token = await regions.login.token();
    const { userName: user, project } = token;
    grantee = { user, project: project.name ?? project.id };
    login = check('login', 'passed', { message: describeToken(token) });
  } catch (error) {
    const { message, hint } = failureIn(error);
    const failed = check('login', 'failed', { message, remedy: hint });
    return { ok: false, checks: [failed, ...skippedAfter('login')] };
  }
  const all = await regions.all();
  const checked = await Promise.all(
    all.map(({ client }) => checkRegion({ ...rest, client, grantee })),
  );
  const ok = checked.every(checks =>
    checks.some(({ id, status }) => id === 'servers' && status === 'passed'),
  );
  const named = checked.map((checks, index) => {
    if (all.length === 1) return checks;
    const { cluster } = all[index];
    return checks.map(({ id, title, ...more }) => ({
      id: `${id}:${cluster}`,
      title: `${title} (${cluster})`,
      ...more,
    }));
  });
  return { ok, checks: [login, ...named.flat()] };
}
