import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { isFatal } from '../failures';
import { message } from '../messages';
import { granteeOf, grantManifest } from '../remedies';
import { NODES, PODS } from '../resources';
import {
  isDenied,
  isMissing,
  type ClusterParts,
  type ControllerList,
  type ListResult,
} from './ClusterParts';

/** Nothing may be read at all. */
function forbidden(parts: ClusterParts, titles: string[]): ProviderFailure {
  if (parts.credentials?.kind === 'none') {
    return new ProviderFailure('UNAUTHORIZED', message('no-credentials'), {
      hint: message('configure-token'),
    });
  }
  const manifest = grantManifest(granteeOf(parts));
  return new ProviderFailure(
    'FORBIDDEN',
    message('permission-denied', { action: `list ${titles.join(', ')}` }),
    { hint: message('grant-manifest', { manifest }), upstreamStatus: 403 },
  );
}

function failureOf(part: ListResult<unknown>): ProviderFailure | undefined {
  return part.ok || isDenied(part) ? undefined : part.failure;
}

/**
 * Why there is nothing to show of a cluster: the nodes failed, or neither they nor the pods
 * may be read.
 */
export function topologyFailure(
  parts: ClusterParts,
): ProviderFailure | undefined {
  const { nodes, pods } = parts;
  const failure = failureOf(nodes);
  if (failure) return failure;
  const podFailure = failureOf(pods);
  if (isDenied(nodes)) {
    if (podFailure) return podFailure;
    if (isDenied(pods)) return forbidden(parts, [NODES.title, PODS.title]);
  }
  return podFailure && podFailure.code !== 'TIMEOUT' && isFatal(podFailure)
    ? podFailure
    : undefined;
}

/** Status codes of gateways for a path that they do not let through. */
const NOT_SERVED = new Set([400, 404, 405, 501]);

/**
 * Whether the others are shown without a list: the API server does not have it, or a list that
 * is not essential is kept back by something that does not return 403.
 */
function isDispensable({ kind, list }: ControllerList): boolean {
  // What an operator added must not hide what belongs to every cluster.
  if (kind.rule.discovered) return true;
  if (list.ok || kind.rule.essential) return isMissing(list);
  const { code, upstreamStatus = 0 } = list.failure;
  return code === 'INVALID_RESPONSE' || NOT_SERVED.has(upstreamStatus);
}

/**
 * Why there are no workloads: one of the lists failed, without which the workloads of the
 * others would look as if they were all, or all are denied.
 */
export function workloadsFailure(
  parts: ClusterParts,
): ProviderFailure | undefined {
  const { controllers, pods } = parts;
  const podFailure = failureOf(pods);
  if (podFailure) return podFailure;
  for (const part of controllers) {
    const failure = failureOf(part.list);
    if (failure && !isDispensable(part)) return failure;
  }
  return isDenied(pods) && controllers.every(({ list }) => isDenied(list))
    ? forbidden(parts, [
        PODS.title,
        ...controllers.map(({ kind }) => kind.rule.title),
      ])
    : undefined;
}
