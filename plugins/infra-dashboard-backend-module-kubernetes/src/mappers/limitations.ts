import {
  findClockSkew,
  formatEnd,
  hintOf,
  messageOf,
  toLimitation,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Limitation } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  mustBeRenewed,
  type CredentialsInfo,
} from '../credentials/describeCredentials';
import { IDENTITY_NAMESPACE, identityOf } from '../identity';
import { message, resourceMessage } from '../messages';
import { grantCommand, granteeOf, type Grantee } from '../remedies';
import { titleOf, type ResourceRule } from '../resourceRule';
import { IDENTITY, NODE_METRICS, NODES, POD_METRICS, PODS } from '../resources';
import {
  isDenied,
  isMissing,
  itemsOf,
  type ClusterParts,
  type ListResult,
} from './ClusterParts';
import type { ObjectList } from './ObjectList';

/** How to see why the metrics API does not work. */
export const METRICS_COMMAND = 'kubectl get apiservice v1beta1.metrics.k8s.io';

function noPermission(rule: ResourceRule, grantee: Grantee): Limitation {
  const resource = titleOf(rule, grantee.namespace);
  return toLimitation(
    resourceMessage('no-permission-*', rule.id, { resource }),
    grantCommand(rule, grantee),
  );
}

/** What is missing of a list of objects. */
export function ofObjects(
  rule: ResourceRule,
  part: ListResult<unknown>,
  grantee: Grantee,
): Limitation[] {
  const { id, title } = rule;
  if (isDenied(part)) return [noPermission(rule, grantee)];
  if (!part.ok) {
    const params = { resource: title, reason: messageOf(part.failure) };
    return [
      toLimitation(
        resourceMessage('*-unreadable', id, params),
        hintOf(part.failure),
      ),
    ];
  }
  const { items, skipped, truncated, watchDenied } = part.value;
  const limitations: Limitation[] = [];
  if (skipped > 0) {
    const params = { resource: title, count: skipped };
    limitations.push(
      toLimitation(resourceMessage('*-not-understood', id, params)),
    );
  }
  if (watchDenied) {
    const resource = titleOf(rule, grantee.namespace);
    limitations.push(
      toLimitation(
        resourceMessage('no-permission-watch-*', id, { resource }),
        grantCommand(rule, grantee),
      ),
    );
  }
  if (truncated) {
    const params = { resource: title, count: items.length };
    limitations.push(
      toLimitation(
        resourceMessage('*-truncated', id, params),
        message('restrict-namespace'),
      ),
    );
  }
  return limitations;
}

/** The metrics API works, but what it returns is of the past. */
function ofOutdated({ outdated: count = 0 }: ObjectList<unknown>) {
  return count > 0
    ? [
        toLimitation(
          message('metrics-outdated', { count }),
          message('check-metrics-log'),
        ),
      ]
    : [];
}

/** Why usage is unknown. */
function ofMetrics(
  rule: ResourceRule,
  part: ListResult<unknown> | undefined,
  grantee: Grantee,
): Limitation[] {
  if (!part) return [toLimitation(message('metrics-skipped'))];
  if (part.ok) return ofOutdated(part.value);
  if (isDenied(part)) return [noPermission(rule, grantee)];
  return [
    isMissing(part)
      ? toLimitation(
          message('metrics-not-installed'),
          message('install-metrics-server'),
        )
      : toLimitation(
          message('metrics-unavailable', { reason: messageOf(part.failure) }),
          METRICS_COMMAND,
        ),
  ];
}

/** The metrics API works, but has no data. */
function ofEmptyMetrics({ nodeMetrics, nodes }: ClusterParts): Limitation[] {
  const isExpected = itemsOf(nodes).some(({ status }) => status === 'ready');
  if (!isExpected || !nodeMetrics?.ok) return [];
  const { items, outdated = 0 } = nodeMetrics.value;
  return items.length + outdated === 0
    ? [toLimitation(message('metrics-empty'), message('check-metrics-log'))]
    : [];
}

/** With the credentials, the whole cluster will be lost. */
function ofExpiry(credentials: CredentialsInfo | undefined): Limitation[] {
  if (!credentials || !mustBeRenewed(credentials)) return [];
  const { expiresAt, kind } = credentials;
  return [
    toLimitation(
      message('credentials-expire', { kind, end: formatEnd(expiresAt) }),
      message('renew-before'),
      'credentials',
    ),
  ];
}

function ofNamespace(namespace: string | undefined): Limitation[] {
  return namespace
    ? [
        toLimitation(
          message('namespace-only', { namespace }),
          message('remove-namespace'),
        ),
      ]
    : [];
}

/** Nothing tells the cluster from another one. */
function ofIdentity(parts: ClusterParts, grantee: Grantee): Limitation[] {
  return identityOf(parts)
    ? []
    : [
        toLimitation(
          message('identity-unknown', { namespace: IDENTITY_NAMESPACE }),
          grantCommand(IDENTITY, grantee),
        ),
      ];
}

/** What the credentials or the cluster do not show. */
export function findLimitations(parts: ClusterParts): {
  cluster: Limitation[];
  workloads: Limitation[];
} {
  const grantee = granteeOf(parts);
  const workloads = [
    ...ofObjects(PODS, parts.pods, grantee),
    ...parts.controllers.flatMap(({ kind, list }) =>
      ofObjects(kind.rule, list, grantee),
    ),
  ];
  return {
    cluster: [
      ...ofObjects(NODES, parts.nodes, grantee),
      ...workloads,
      ...ofMetrics(NODE_METRICS, parts.nodeMetrics, grantee),
      ...ofEmptyMetrics(parts),
      ...ofNamespace(parts.namespace),
      ...ofIdentity(parts, grantee),
      ...ofExpiry(parts.credentials),
      ...findClockSkew(parts),
    ],
    workloads: [
      ...workloads,
      ...ofMetrics(POD_METRICS, parts.podMetrics, grantee),
    ],
  };
}
