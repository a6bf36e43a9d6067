import type { ConnectionCheck } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { loginAttempts } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import {
  checkMember,
  explain,
  labelsOf,
  notTried,
  toFailure,
  type Check,
} from './check/member';
import { MAX_REFUSALS, type ProxmoxClient } from './client';
import type { ProxmoxConfig } from './config';
import { findMembers } from './check/otherMembers';
import {
  isSameCluster,
  OtherClusterFailure,
  readIdentity,
  toParts,
} from './identity';
import {
  grantCommands,
  mayReadClusterStatus,
  PRIVILEGES,
  reachOf,
  type Privilege,
} from './mappers';
import type { MemberClient } from './client/MemberClient';
import { permissionsSchema, type Permissions } from './schemas';

export interface CheckConnectionOptions {
  client: ProxmoxClient;
  config: ProxmoxConfig;
  /** What the last good reading says that the cluster is; empty where there is none. */
  identity: readonly string[];
  signal: AbortSignal;
}

/** Without it there is less to show, but nothing that would be missed. */
const OPTIONAL: Privilege['id'] = 'Pool.Audit';

function checkPrivilege(
  privilege: Privilege,
  permissions: Permissions,
  remedy: string,
): Check {
  const { id, title } = privilege;
  const reach = reachOf(permissions, privilege);
  const check = { id, title };
  if (reach.kind === 'all') return { ...check, status: 'passed' };
  if (reach.kind === 'part') {
    const paths = reach.paths.slice(0, 5).join(', ');
    return {
      ...check,
      status: 'warning',
      message: `${id} is granted on a part only: ${paths}${
        reach.paths.length > 5 ? ', …' : ''
      }`,
      remedy,
    };
  }
  return {
    ...check,
    status: id === OPTIONAL ? 'warning' : 'failed',
    message: `${id} is missing`,
    remedy,
  };
}

async function checkPermissions(
  member: MemberClient,
  options: CheckConnectionOptions,
): Promise<Check[]> {
  const remedy = grantCommands(options.config.credentials);
  try {
    const permissions = permissionsSchema.parse(
      await member.get('/access/permissions', { signal: options.signal }),
    );
    const mayReadStatus = mayReadClusterStatus(permissions);
    return [
      {
        id: 'Sys.Audit-root',
        title: 'Read quorum and addresses',
        status: mayReadStatus ? 'passed' : 'warning',
        ...(!mayReadStatus && {
          message: 'Sys.Audit on / is missing',
          remedy,
        }),
      },
      ...PRIVILEGES.map(privilege =>
        checkPrivilege(privilege, permissions, remedy),
      ),
    ];
  } catch (error) {
    return [
      {
        id: 'permissions',
        title: 'Read the own permissions',
        status: 'warning',
        ...explain(toFailure(error)),
      },
    ];
  }
}

/** Whether members that work are of one cluster, and of the one that was read before. */
async function checkIdentities(
  ready: MemberClient[],
  { client, identity, signal }: CheckConnectionOptions,
): Promise<{ checks: Check[]; strangers: MemberClient[] }> {
  const checks: Check[] = [];
  const strangers: MemberClient[] = [];
  let known = identity;
  for (const member of ready) {
    const { suffix, where } = labelsOf(member);
    const check = {
      id: `cluster${suffix}`,
      title: `Belong to the same cluster${where}`,
    };
    try {
      const seen = await readIdentity(member, signal);
      const isSameAddress = member === client.current;
      if (isSameCluster(known, seen, { isSameAddress })) {
        if (known.length === 0) known = toParts(seen);
        checks.push({ ...check, status: 'passed' });
      } else {
        strangers.push(member);
        const failure = new OtherClusterFailure(member);
        checks.push({ ...check, status: 'failed', ...explain(failure) });
      }
    } catch (error) {
      const failure = toFailure(error);
      checks.push({ ...check, status: 'warning', ...explain(failure) });
    }
  }
  return { checks, strangers };
}

/**
 * What works and what the credentials may read: each member by `GET /version`, the
 * privileges by `GET /access/permissions`, since missing ones show as empty lists and not
 * as errors. One member after the other, and no more than the budget of refused attempts
 * allows.
 */
export async function checkConnection(
  options: CheckConnectionOptions,
): Promise<ConnectionCheck> {
  const { client, config, signal } = options;
  const checks: Check[] = [];
  const working: MemberClient[] = [];
  let refusals = 0;
  for (const member of client.members) {
    const isPaused = loginAttempts().waitMs(member.address) > 0;
    if (isPaused || refusals >= MAX_REFUSALS) {
      const message =
        'The credentials were refused too often to be tried now: more attempts could lock the account';
      checks.push(...notTried(member, message));
      continue;
    }
    if (!client.mayUse(member)) {
      const message =
        'Not tried without encryption, since the certificate of an address before it is not trusted';
      checks.push(...notTried(member, message));
      continue;
    }
    const checked = await checkMember(member, options);
    const { failure } = checked;
    checks.push(...checked.checks);
    if (failure) client.note(member, failure);
    else working.push(member);
    if (failure?.code === 'UNAUTHORIZED') refusals += 1;
  }
  const { checks: identities, strangers } =
    client.members.length > 1 || options.identity.length > 0
      ? await checkIdentities(working, options)
      : { checks: [], strangers: [] };
  checks.push(...identities);
  const ready = working.filter(member => !strangers.includes(member));
  ready.forEach(member => client.clear(member));
  strangers.forEach(member =>
    client.note(member, new OtherClusterFailure(member)),
  );
  if (ready.length > 0) {
    // One address that works is enough; the others are there for when it does not.
    for (const check of checks) {
      if (check.status === 'failed') check.status = 'warning';
    }
    checks.push(...(await checkPermissions(ready[0], options)));
    const { endpoints } = config;
    checks.push(...(await findMembers(ready[0], { endpoints, signal })));
  }
  const isOk =
    ready.length > 0 && checks.every(({ status }) => status !== 'failed');
  return { ok: isOk, checks };
}
