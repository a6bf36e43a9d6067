import type { ConnectionCheck } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  ProviderFailure,
  toCheckTexts,
  formatEnd,
  toCheckTitle,
  toFailureTexts,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { checkMetrics } from './check/checkMetrics';
import { checkPermission, describeRule } from './check/checkPermission';
import type { Check, CheckContext } from './check/types';
import type { KubernetesClient } from './client';
import {
  mustBeRenewed,
  type CredentialsInfo,
} from './credentials/describeCredentials';
import { message } from './messages';
import { ApiGroups } from './read/ApiGroups';
import { granteeOf } from './remedies';
import { ALL_RULES, WATCHED_RULES } from './resources';
import { versionSchema } from './schemas';

async function checkReachable({
  client,
  signal,
}: CheckContext): Promise<Check> {
  const row = { id: 'connect', ...toCheckTitle(message('check-connect')) };
  try {
    const response = await client.get('/version', 'get version', signal);
    const version = versionSchema.safeParse(response).data?.gitVersion;
    return { ...row, status: 'passed', message: version };
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    // A server that denies the version is reached: the permissions are checked one by one.
    if (error.upstreamStatus === 403) return { ...row, status: 'passed' };
    return { ...row, status: 'failed', ...toFailureTexts(error) };
  }
}

function checkExpiry(credentials: CredentialsInfo | undefined): Check[] {
  if (credentials?.expiresAt === undefined) return [];
  const { expiresAt, kind } = credentials;
  const isSoon = mustBeRenewed(credentials);
  return [
    {
      id: 'expiry',
      ...toCheckTitle(message('check-expiry', { kind })),
      status: isSoon ? 'warning' : 'passed',
      ...toCheckTexts(
        message('valid-until', { end: formatEnd(expiresAt) }),
        isSoon ? message('renew-before') : undefined,
      ),
    },
  ];
}

/** Checks what the credentials may read, without reading it. */
export async function checkConnection(options: {
  client: KubernetesClient;
  namespace?: string;
  skipMetrics?: boolean;
  signal: AbortSignal;
}): Promise<ConnectionCheck> {
  const { client, namespace, signal, skipMetrics } = options;
  // Credentials that cannot be loaded fail the first request as well.
  const credentials = await client
    .describeCredentials(signal)
    .catch(() => undefined);
  const grantee = granteeOf({ namespace, credentials });
  const context = { client, grantee, signal };
  const reachable = await checkReachable(context);
  const groups =
    reachable.status === 'failed'
      ? undefined
      : await new ApiGroups(client).read(signal);
  const rules = [...ALL_RULES, ...WATCHED_RULES].filter(
    ({ discovered, group }) =>
      discovered
        ? groups?.ok && groups.value.has(group)
        : !skipMetrics || group !== 'metrics.k8s.io',
  );
  if (reachable.status === 'failed') {
    const skipped = rules.map(rule => ({
      ...describeRule(rule),
      status: 'skipped' as const,
    }));
    return { ok: false, checks: [reachable, ...skipped] };
  }
  const permissions = await Promise.all(
    rules.map(rule => checkPermission(rule, context)),
  );
  const isReadable = permissions.some(
    ({ id, status }) =>
      (id === 'nodes' || id === 'pods') && status !== 'failed',
  );
  return {
    ok: isReadable,
    checks: [
      reachable,
      ...checkExpiry(credentials),
      ...permissions,
      ...(skipMetrics ? [] : [await checkMetrics(context)]),
    ],
  };
}
