import type { ConnectionCheck } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { loginAttempts } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { checkCluster } from './check/checkCluster';
import { checkMember, toSkipped, type Check } from './check/checkMember';
import { findOtherMembers } from './check/findOtherMembers';
import { checkPermissions } from './check/checkPermissions';
import { MAX_REFUSALS, type ProxmoxClient } from './client';
import type { MemberClient } from './client/MemberClient';
import type { ProxmoxConfig } from './config';
import { OtherClusterFailure } from './identity';
import { message } from './messages';

export interface CheckOptions {
  client: ProxmoxClient;
  config: ProxmoxConfig;
  /** The identity of the cluster in the last good reading; empty without one. */
  identity: readonly string[];
  signal: AbortSignal;
}

/** Checks one member after the other, and no more than refuse the credentials. */
async function checkMembers({
  client,
  signal,
}: CheckOptions): Promise<{ checks: Check[]; working: MemberClient[] }> {
  const checks: Check[] = [];
  const working: MemberClient[] = [];
  let refusals = 0;
  for (const member of client.members) {
    const isPaused = loginAttempts().waitMs(member.address) > 0;
    if (isPaused || refusals >= MAX_REFUSALS) {
      checks.push(toSkipped(member, message('check-credentials-paused')));
      continue;
    }
    if (!client.mayUse(member)) {
      checks.push(toSkipped(member, message('check-not-sent')));
      continue;
    }
    const { failure, checks: results } = await checkMember(member, signal);
    checks.push(...results);
    if (failure) client.addProblem(member, failure);
    else working.push(member);
    if (failure?.code === 'UNAUTHORIZED') refusals += 1;
  }
  return { checks, working };
}

/**
 * What works and what the credentials may read: each member by `GET /version`, the privileges
 * by `GET /access/permissions`, since Proxmox VE does not report missing ones as errors.
 */
export async function checkConnection(
  options: CheckOptions,
): Promise<ConnectionCheck> {
  const { client, config, signal } = options;
  const { checks, working } = await checkMembers(options);
  const { checks: identities, others } = await checkCluster(working, options);
  checks.push(...identities);
  const ready = working.filter(member => !others.includes(member));
  ready.forEach(member => client.clear(member));
  others.forEach(member =>
    client.addProblem(member, new OtherClusterFailure(member)),
  );
  if (ready.length > 0) {
    // One address that works is enough; the others are for failover.
    for (const check of checks) {
      if (check.status === 'failed') check.status = 'warning';
    }
    checks.push(
      ...(await checkPermissions(ready[0], config.credentials, signal)),
      ...(await findOtherMembers(ready[0], config.endpoints, signal)),
    );
  }
  const isOk =
    ready.length > 0 && checks.every(({ status }) => status !== 'failed');
  return { ok: isOk, checks };
}
