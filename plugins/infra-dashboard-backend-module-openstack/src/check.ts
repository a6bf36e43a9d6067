import type { ConnectionCheck } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { toResult } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { checkRegion } from './check/checkRegion';
import {
  checkOf,
  failedCheck,
  inRegion,
  skippedAfter,
  type Check,
} from './check/types';
import type { KeystoneToken } from './client/KeystoneToken';
import type { OpenStackSettings } from './config/settings';
import { message } from './messages';
import type { Regions } from './read/Regions';
import { granteeOf } from './remedies';

function checkToken(token: KeystoneToken): Check {
  const { accessRules, expiresAt, project, roles } = token;
  const params = {
    project: project.name ?? project.id,
    roles: [...roles].sort().join(', ') || '-',
    minutes: Math.round((expiresAt - Date.now()) / 60_000),
  };
  return checkOf('login', 'passed', {
    what: accessRules
      ? message('login-passed-restricted', {
          ...params,
          rules: accessRules.length,
        })
      : message('login-passed', params),
  });
}

/**
 * Tries each step of a refresh with a small request, and reports what would grant the ones
 * that fail. Each of several regions has its own steps, named after its cluster.
 */
export async function checkConnection(options: {
  regions: Regions;
  settings: OpenStackSettings;
  signal: AbortSignal;
}): Promise<ConnectionCheck> {
  const { regions, settings, signal } = options;
  const token = await toResult(regions.login.token());
  if (!token.ok) {
    const login = failedCheck('login', 'failed', token.failure);
    return { ok: false, checks: [login, ...skippedAfter('login')] };
  }
  const all = await regions.all();
  const grantee = granteeOf(token.value);
  const checked = await Promise.all(
    all.map(({ client }) => checkRegion({ client, grantee, settings, signal })),
  );
  const ok = checked.every(checks =>
    checks.some(({ id, status }) => id === 'servers' && status === 'passed'),
  );
  const named = checked.map((checks, index) => {
    if (all.length === 1) return checks;
    const { cluster } = all[index];
    return checks.map(check => inRegion(check, cluster));
  });
  return { ok, checks: [checkToken(token.value), ...named.flat()] };
}
