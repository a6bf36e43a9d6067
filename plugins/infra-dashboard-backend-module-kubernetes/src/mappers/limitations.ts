import type { Limitation } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  endsSoon,
  formatEnd,
  type CredentialsIdentity,
} from '../credentials/describeCredentials';
import type { Part } from './parts';
import { grantCommand, type Grantee } from '../remedies';
import type { ResourceRule } from '../resources';

/** What a list of objects keeps from us. */
export function objectLimitations(
  rule: ResourceRule,
  part: Part<unknown>,
  grantee: Grantee,
): Limitation[] {
  const where =
    rule.namespaced && grantee.namespace
      ? ` in the namespace ${grantee.namespace}`
      : '';
  if (part.state === 'denied') {
    return [
      {
        code: `no-permission-${rule.id}`,
        message: `The credentials may not list ${rule.title}${where}`,
        remedy: grantCommand(rule, grantee),
      },
    ];
  }
  if (part.state === 'skipped') return [];
  if (part.state !== 'read') {
    return [
      {
        code: `${rule.id}-unreadable`,
        message: `The ${rule.title} could not be read: ${part.failure.message}`,
        remedy: part.failure.hint,
      },
    ];
  }
  const limitations: Limitation[] = [];
  if (part.skipped > 0) {
    limitations.push({
      code: `${rule.id}-not-understood`,
      message: `${part.skipped} of the ${rule.title} made no sense and are left out`,
    });
  }
  if (part.watchDenied) {
    limitations.push({
      code: `no-permission-watch-${rule.id}`,
      message: `The credentials may list ${rule.title}${where} but not watch them, so that each refresh reads the whole list`,
      remedy: grantCommand(rule, grantee),
    });
  }
  if (part.truncated) {
    limitations.push({
      code: `${rule.id}-truncated`,
      message: `Only the first ${part.items.length} ${rule.title} are read`,
      remedy: 'Restrict the provider to a namespace',
    });
  }
  return limitations;
}

/** Why it is not known what is used: not installed, denied and broken are told apart. */
export function metricsLimitations(
  rule: ResourceRule,
  part: Part<unknown>,
  grantee: Grantee,
  /** Whether there is something that the metrics should know. */
  expected = false,
): Limitation[] {
  switch (part.state) {
    case 'read':
      return expected && part.items.length === 0
        ? [
            {
              code: 'metrics-empty',
              message:
                'The metrics API knows none of the nodes, so it is not known what is used',
              remedy:
                'Look at the log of metrics-server; a new one needs a minute',
            },
          ]
        : [];
    case 'skipped':
      return [
        {
          code: 'metrics-skipped',
          message: 'Usage is not read, since skipMetrics is set',
        },
      ];
    case 'missing':
      return [
        {
          code: 'metrics-not-installed',
          message:
            'The cluster has no metrics API, so it is not known what is used',
          remedy: 'Install metrics-server',
        },
      ];
    case 'denied':
      return [
        {
          code: `no-permission-${rule.id}`,
          message: `The credentials may not list ${rule.title}`,
          remedy: grantCommand(rule, grantee),
        },
      ];
    default:
      return [
        {
          code: 'metrics-unavailable',
          message: `The metrics API does not work: ${part.failure.message}`,
          remedy:
            'Check it with: kubectl get apiservice v1beta1.metrics.k8s.io',
        },
      ];
  }
}

/** Credentials that end while nobody looks take the whole cluster with them. */
export function expiryLimitations(
  identity: CredentialsIdentity | undefined,
): Limitation[] {
  if (!identity || !endsSoon(identity)) return [];
  return [
    {
      code: 'credentials-expire',
      message: `The ${identity.kind} is valid until ${formatEnd(
        identity.expiresAt,
      )}`,
      remedy: `Renew the ${identity.kind} before`,
    },
  ];
}

/** With one namespace, the other pods of a node are not known. */
export function namespaceLimitation(namespace: string): Limitation {
  return {
    code: 'namespace-only',
    message: `Only the namespace ${namespace} is read, so it is not known what is requested of each node`,
    remedy: 'Leave out namespace to read the whole cluster',
  };
}
