import type { ConnectionCheck } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { reviewAccess } from './read/reviewAccess';
import type { KubernetesClient } from './client';
import {
  endsSoon,
  formatEnd,
  type CredentialsIdentity,
} from './credentials/describeCredentials';
import { toPart } from './mappers/parts';
import { grantManifest, type Grantee } from './remedies';
import {
  ALL_RULES,
  NODE_METRICS,
  pathOf,
  WATCHED_RULES,
  type ResourceRule,
} from './resources';
import { listSchema, versionSchema } from './schemas';

type Check = ConnectionCheck['checks'][number];

export interface CheckConnectionOptions {
  client: KubernetesClient;
  grantee: Grantee;
  skipMetrics?: boolean;
  /** What the credentials say about themselves; asked for after the first answer. */
  identity: () => Promise<CredentialsIdentity>;
  signal: AbortSignal;
}

/** Without any of these there is nothing to show; the others only add to it. */
const ESSENTIAL = new Set<ResourceRule['id']>(['nodes', 'pods', 'deployments']);

function failed(error: unknown): Pick<Check, 'message' | 'remedy'> {
  if (!(error instanceof ProviderFailure)) throw error;
  return { message: error.message, remedy: error.hint };
}

async function checkReachable(options: CheckConnectionOptions): Promise<Check> {
  const check = { id: 'connect', title: 'Reach the API server' };
  try {
    const answer = await options.client.get(
      '/version',
      'read its version',
      options.signal,
    );
    const version = versionSchema.safeParse(answer).data?.gitVersion;
    return { ...check, status: 'passed', message: version };
  } catch (error) {
    // Being refused is an answer, too: the rights are looked at one by one.
    if (error instanceof ProviderFailure && error.upstreamStatus === 403) {
      return { ...check, status: 'passed' };
    }
    return { ...check, status: 'failed', ...failed(error) };
  }
}

async function checkExpiry(options: CheckConnectionOptions): Promise<Check[]> {
  const identity = await options.identity();
  const { kind, expiresAt } = identity;
  if (expiresAt === undefined) return [];
  const soon = endsSoon(identity);
  return [
    {
      id: 'expiry',
      title: `The ${kind} is valid`,
      status: soon ? 'warning' : 'passed',
      message: `Until ${formatEnd(expiresAt)}`,
      ...(soon && { remedy: `Renew the ${kind} before` }),
    },
  ];
}

async function checkRule(
  rule: ResourceRule,
  options: CheckConnectionOptions,
): Promise<Check> {
  const { client, grantee, signal } = options;
  const scope =
    rule.namespaced && grantee.namespace
      ? ` in the namespace ${grantee.namespace}`
      : '';
  const check = {
    id: rule.verb === 'watch' ? `${rule.id}-watch` : rule.id,
    title: `May ${rule.verb} ${rule.title}${scope}`,
  };
  try {
    const isAllowed = await reviewAccess(client, rule, {
      namespace: grantee.namespace,
      signal,
    });
    if (isAllowed === undefined) {
      const message = 'Kubernetes sent an unexpected response';
      return tryList(rule, { ...check, status: 'warning', message }, options);
    }
    if (isAllowed) return { ...check, status: 'passed' };
  } catch (error) {
    return tryList(
      rule,
      { ...check, status: 'warning', ...failed(error) },
      options,
    );
  }
  return {
    ...check,
    status:
      ESSENTIAL.has(rule.id) && rule.verb !== 'watch' ? 'failed' : 'warning',
    message: 'Denied',
    remedy: grantManifest(grantee),
  };
}

/** Where rights cannot be reviewed, only a request for one row shows what is denied. */
async function tryList(
  rule: ResourceRule,
  check: Check,
  { client, grantee, signal }: CheckConnectionOptions,
): Promise<Check> {
  if (!ESSENTIAL.has(rule.id) || rule.verb !== 'list') return check;
  const path = `${pathOf(rule, grantee.namespace)}?limit=1`;
  try {
    const list = await client.get(path, `list ${rule.title}`, signal);
    const isList = listSchema.safeParse(list).success;
    return { ...check, status: isList ? 'warning' : 'failed' };
  } catch (error) {
    return { ...check, status: 'failed', ...failed(error) };
  }
}

async function checkMetrics(options: CheckConnectionOptions): Promise<Check> {
  const { client, signal } = options;
  const check = { id: 'metrics', title: 'The metrics API works' };
  const part = await toPart(
    client.list({
      path: pathOf(NODE_METRICS),
      title: NODE_METRICS.title,
      map: row => row,
      signal,
    }),
  );
  switch (part.state) {
    case 'read':
      return { ...check, status: 'passed' };
    case 'missing':
      return {
        ...check,
        status: 'warning',
        message: 'It is not installed, so it is not known what is used',
        remedy: 'Install metrics-server',
      };
    case 'denied':
      return {
        ...check,
        status: 'skipped',
        message: 'The credentials may not ask it',
      };
    case 'failed':
      return {
        ...check,
        status: 'warning',
        message: part.failure.message,
        remedy: 'Check it with: kubectl get apiservice v1beta1.metrics.k8s.io',
      };
    default:
      return { ...check, status: 'skipped' };
  }
}

/**
 * Asks the cluster what we may read, without reading it. A denied right carries the
 * manifest that grants all of them.
 */
export async function checkConnection(
  options: CheckConnectionOptions,
): Promise<ConnectionCheck> {
  const reachable = await checkReachable(options);
  const rules: ResourceRule[] = [...ALL_RULES, ...WATCHED_RULES].filter(
    rule => !options.skipMetrics || rule.group !== 'metrics.k8s.io',
  );
  if (reachable.status === 'failed') {
    const skipped = rules.map(rule => ({
      id: rule.verb === 'watch' ? `${rule.id}-watch` : rule.id,
      title: `May ${rule.verb} ${rule.title}`,
      status: 'skipped' as const,
    }));
    return { ok: false, checks: [reachable, ...skipped] };
  }
  const checks = [
    reachable,
    ...(await checkExpiry(options)),
    ...(await Promise.all(rules.map(rule => checkRule(rule, options)))),
    ...(options.skipMetrics ? [] : [await checkMetrics(options)]),
  ];
  const readable = checks.some(
    ({ id, status }) =>
      (id === 'nodes' || id === 'pods') && status !== 'failed',
  );
  return { ok: readable, checks };
}
