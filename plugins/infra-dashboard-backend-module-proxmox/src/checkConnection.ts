import type { ConnectionCheck } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProxmoxConfig } from './config';
import { oddAnswer } from './failures';
import { findMembers } from './findMembers';
import {
  grantCommands,
  mayReadClusterStatus,
  PRIVILEGES,
  reachOf,
  type Privilege,
} from './mappers';
import type { MemberClient } from './MemberClient';
import { permissionsSchema, versionSchema, type Permissions } from './schemas';

type Check = ConnectionCheck['checks'][number];

export interface CheckConnectionOptions {
  members: readonly MemberClient[];
  config: ProxmoxConfig;
  signal: AbortSignal;
}

/** Without it there is less to show, but nothing that would be missed. */
const OPTIONAL: Privilege['id'] = 'Pool.Audit';

const FINGERPRINT_COMMAND =
  'openssl x509 -in /etc/pve/local/pve-ssl.pem -noout -fingerprint -sha256';

function toFailure(error: unknown): ProviderFailure {
  return error instanceof ProviderFailure ? error : oddAnswer();
}

function explain(failure: ProviderFailure): Pick<Check, 'message' | 'remedy'> {
  return {
    message: failure.message,
    ...(failure.hint && { remedy: failure.hint }),
  };
}

/** How sure it is whom we talk to, once an answer has come. */
function judgeTls(
  member: MemberClient,
): Pick<Check, 'status' | 'message' | 'remedy'> {
  if (!member.isEncrypted) {
    return {
      status: 'warning',
      message:
        'The connection is not encrypted; the credentials can be read on the way',
      remedy: 'Set an https URL',
    };
  }
  if (member.acceptsAnyCertificate) {
    return {
      status: 'warning',
      message: 'Every certificate is accepted (allowInsecure)',
      remedy: `Set fingerprint to what this prints on the node, and allowInsecure to false:\n${FINGERPRINT_COMMAND}`,
    };
  }
  return { status: 'passed' };
}

/**
 * Reach, TLS and login of one member, by one `GET /version`. What comes after the step
 * that fails is skipped.
 */
async function checkMember(
  member: MemberClient,
  options: CheckConnectionOptions,
): Promise<{ checks: Check[]; isReady: boolean }> {
  const { members, signal } = options;
  const number = members.indexOf(member) + 1;
  const suffix = members.length > 1 ? `-${number}` : '';
  const where =
    members.length > 1 ? ` (address ${number} of ${members.length})` : '';
  const reach = { id: `reach${suffix}`, title: `Reach the API${where}` };
  const tls = { id: `tls${suffix}`, title: `Trust its certificate${where}` };
  const login = { id: `authenticate${suffix}`, title: `Log in${where}` };
  const passed = { status: 'passed' } as const;
  const skipped = { status: 'skipped' } as const;
  try {
    const answer = await member.get('/version', { signal });
    const version = versionSchema.safeParse(answer).data?.version;
    return {
      isReady: true,
      checks: [
        { ...reach, ...passed },
        { ...tls, ...judgeTls(member) },
        { ...login, ...passed, ...(version && { message: `PVE ${version}` }) },
      ],
    };
  } catch (error) {
    const failure = toFailure(error);
    const failed = { status: 'failed', ...explain(failure) } as const;
    switch (failure.code) {
      case 'TLS':
        return {
          isReady: false,
          checks: [
            { ...reach, ...passed },
            {
              ...tls,
              ...failed,
              remedy: `${failure.hint}. On the node this prints its fingerprint:\n${FINGERPRINT_COMMAND}`,
            },
            { ...login, ...skipped },
          ],
        };
      case 'MISCONFIGURED':
        // The file of the authority: nothing was sent yet.
        return {
          isReady: false,
          checks: [
            { ...reach, ...skipped },
            { ...tls, ...failed },
            { ...login, ...skipped },
          ],
        };
      case 'UNAUTHORIZED':
      case 'FORBIDDEN':
        return {
          isReady: false,
          checks: [
            { ...reach, ...passed },
            { ...tls, ...judgeTls(member) },
            { ...login, ...failed },
          ],
        };
      default:
        return {
          isReady: false,
          checks: [
            { ...reach, ...failed },
            { ...tls, ...skipped },
            { ...login, ...skipped },
          ],
        };
    }
  }
}

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

/**
 * What works and what the credentials may read: each member by `GET /version`, the
 * privileges by `GET /access/permissions`, since missing ones show as empty lists and not
 * as errors (P2). One member after the other, so that wrong credentials are tried as
 * little as can be (P13).
 */
export async function checkConnection(
  options: CheckConnectionOptions,
): Promise<ConnectionCheck> {
  const checks: Check[] = [];
  let ready: MemberClient | undefined;
  for (const member of options.members) {
    const checked = await checkMember(member, options);
    checks.push(...checked.checks);
    if (checked.isReady) ready ??= member;
    const isRefused = checked.checks.some(
      ({ id, status }) => id.startsWith('authenticate') && status === 'failed',
    );
    if (isRefused) break;
  }
  if (ready) {
    // One address that works is enough; the others are there for when it does not.
    for (const check of checks) {
      if (check.status === 'failed') check.status = 'warning';
    }
    checks.push(...(await checkPermissions(ready, options)));
    const { config, signal } = options;
    const { endpoints } = config;
    checks.push(...(await findMembers(ready, { endpoints, signal })));
  }
  return { ok: checks.every(({ status }) => status !== 'failed'), checks };
}
