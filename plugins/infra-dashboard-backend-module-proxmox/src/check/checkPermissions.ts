import {
  toCheckTexts,
  toCheckTitle,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { MemberClient } from '../client/MemberClient';
import type { ProxmoxCredentials } from '../config';
import { toFailure } from '../failures';
import {
  mayReadClusterStatus,
  PRIVILEGES,
  reachOf,
  type Privilege,
} from '../mappers/privileges';
import { message } from '../messages';
import { readPermissions } from '../read/readFacts';
import { grantCommands } from '../remedies';
import type { Permissions } from '../schemas';
import { explain, type Check } from './checkMember';

/** Without it less is shown, but nothing essential. */
const OPTIONAL: Privilege['id'] = 'Pool.Audit';

const MAX_PATHS = 5;

function checkClusterStatus(permissions: Permissions, remedy: string): Check {
  const check = {
    id: 'Sys.Audit-root',
    ...toCheckTitle(message('title-quorum')),
  };
  if (mayReadClusterStatus(permissions)) return { ...check, status: 'passed' };
  const text = message('check-privilege-missing-on', {
    privilege: 'Sys.Audit',
    path: '/',
  });
  return { ...check, status: 'warning', ...toCheckTexts(text, remedy) };
}

function checkPrivilege(
  { id, title }: Privilege,
  permissions: Permissions,
  remedy: string,
): Check {
  const reach = reachOf(permissions, id);
  const check = { id, ...toCheckTitle(message(title)) };
  if (reach.kind === 'all') return { ...check, status: 'passed' };
  if (reach.kind === 'none') {
    return {
      ...check,
      status: id === OPTIONAL ? 'warning' : 'failed',
      ...toCheckTexts(
        message('check-privilege-missing', { privilege: id }),
        remedy,
      ),
    };
  }
  const paths = reach.paths.slice(0, MAX_PATHS);
  if (reach.paths.length > MAX_PATHS) paths.push('…');
  const text = message('check-privilege-partial', {
    privilege: id,
    paths: paths.join(', '),
  });
  return { ...check, status: 'warning', ...toCheckTexts(text, remedy) };
}

/** What the credentials may read, by `GET /access/permissions`. */
export async function checkPermissions(
  member: MemberClient,
  credentials: ProxmoxCredentials,
  signal: AbortSignal,
): Promise<Check[]> {
  const remedy = grantCommands(credentials);
  try {
    const permissions = await readPermissions(member, signal);
    return [
      checkClusterStatus(permissions, remedy),
      ...PRIVILEGES.map(privilege =>
        checkPrivilege(privilege, permissions, remedy),
      ),
    ];
  } catch (error) {
    return [
      {
        id: 'permissions',
        ...toCheckTitle(message('title-permissions')),
        status: 'warning',
        ...explain(toFailure(error)),
      },
    ];
  }
}
