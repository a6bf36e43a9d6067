import type { Limitation } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  endsSoon,
  findClockSkew,
  formatEnd,
  hintOf,
  messageOf,
  toLimitation,
  type MessageText,
  type ProviderFailure,
  type Result,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import {
  isForbidden,
  isMissing,
  valueOf,
  type ClusterParts,
  type List,
} from './ClusterParts';
import { message, type Code } from '../messages';
import { adminRemedy, granteeOf, poolRemedy } from '../remedies';
import { isStub } from './completeness';
import type { EqualDisks } from './sharedDisk';

const OUTSIDE_RULES: Code = 'outside-access-rules';

type ListName = 'hypervisors' | 'services' | 'servers';

function failedRead(code: Code, failure: ProviderFailure): Limitation {
  return toLimitation(
    message(code, { reason: messageOf(failure) }),
    hintOf(failure),
  );
}

/** A role does not help where the access rules of the credential are what forbids it. */
function remedyFor(result: Result<unknown>, remedy: MessageText): MessageText {
  const reason = result.ok ? undefined : messageOf(result.failure);
  return typeof reason === 'object' && reason.code === OUTSIDE_RULES
    ? reason
    : remedy;
}

function unreadable(
  name: ListName | 'quota',
  result: Result<unknown> | undefined,
): Limitation[] {
  if (!result || result.ok) return [];
  return [failedRead(`${name}-unreadable`, result.failure)];
}

function incomplete(
  name: ListName,
  result: Result<List<unknown>>,
): Limitation[] {
  if (!result.ok) return [];
  const { items, skipped, truncated } = result.value;
  return [
    ...(skipped > 0
      ? [toLimitation(message(`${name}-not-understood`, { count: skipped }))]
      : []),
    ...(truncated
      ? [toLimitation(message(`${name}-truncated`, { count: items.length }))]
      : []),
  ];
}

function hostLimitations(parts: ClusterParts): Limitation[] {
  const { hypervisors, lastHypervisors, services, token } = parts;
  const remedy = adminRemedy(granteeOf(token));
  if (isForbidden(hypervisors)) {
    return [
      toLimitation(
        message('no-permission-nodes'),
        remedyFor(hypervisors, remedy),
      ),
      ...unreadable('quota', parts.limits),
    ];
  }
  return [
    ...unreadable('hypervisors', hypervisors),
    ...incomplete('hypervisors', hypervisors),
    ...incomplete('services', services),
    ...(!hypervisors.ok && lastHypervisors.length > 0
      ? [toLimitation(message('hypervisors-outdated'))]
      : []),
    ...(isForbidden(services)
      ? [
          toLimitation(
            message('no-permission-services'),
            remedyFor(services, remedy),
          ),
        ]
      : unreadable('services', services)),
  ];
}

function placementLimitations({ placement }: ClusterParts): Limitation[] {
  if (!placement) return [];
  if (placement.ok) {
    const { unknown, unread: count } = placement.value;
    return [
      ...(count > 0
        ? [toLimitation(message('placement-partial', { count }))]
        : []),
      ...(unknown.length > 0
        ? [
            toLimitation(
              message('placement-unknown-host', {
                count: unknown.length,
                host: unknown[0],
              }),
            ),
          ]
        : []),
    ];
  }
  if (isForbidden(placement)) {
    return [
      toLimitation(
        message('no-permission-placement'),
        remedyFor(placement, message('grant-placement')),
      ),
    ];
  }
  return isMissing(placement)
    ? [failedRead('placement-missing', placement.failure)]
    : [failedRead('placement-unreadable', placement.failure)];
}

function poolLimitations({ pools, token }: ClusterParts): Limitation[] {
  if (!pools) return [];
  if (isForbidden(pools)) {
    const remedy = remedyFor(pools, poolRemedy(granteeOf(token)));
    return [toLimitation(message('storages-hidden'), remedy, 'storages')];
  }
  if (!pools.ok) {
    const limitation = failedRead('storages-unreadable', pools.failure);
    return [{ ...limitation, concerns: 'storages' }];
  }
  const { skipped: count } = pools.value;
  return count > 0
    ? [
        toLimitation(
          message('storages-not-understood', { count }),
          undefined,
          'storages',
        ),
      ]
    : [];
}

/** What is missing from the list of servers. */
export function findServerLimitations(parts: ClusterParts): Limitation[] {
  const { allProjects, servers, token, wantsAllProjects } = parts;
  const limitations = incomplete('servers', servers);
  if (!allProjects) {
    const { project } = token;
    limitations.push(
      toLimitation(
        message('one-project-only', { project: project.name ?? project.id }),
        wantsAllProjects ? adminRemedy(granteeOf(token)) : undefined,
      ),
    );
  }
  const count = (valueOf(servers)?.items ?? []).filter(isStub).length;
  if (count > 0) {
    limitations.push(
      toLimitation(message('cell-down', { count }), message('check-cell')),
    );
  }
  return limitations;
}

/** With the credentials, the whole region will be lost. */
function ofExpiry({ credentials }: ClusterParts): Limitation[] {
  if (!credentials || !endsSoon(credentials.expiresAt)) return [];
  const { expiresAt, kind } = credentials;
  return [
    toLimitation(
      message(`${kind}-expires`, { end: formatEnd(expiresAt) }),
      message('renew-before'),
      'credentials',
    ),
  ];
}

/** What is missing from the cluster, and why. */
export function findLimitations(
  parts: ClusterParts,
  disks?: EqualDisks,
): Limitation[] {
  return [
    ...hostLimitations(parts),
    ...placementLimitations(parts),
    ...poolLimitations(parts),
    ...(disks
      ? [toLimitation(message('disk-may-be-shared', { ...disks }))]
      : []),
    ...unreadable('servers', parts.servers),
    ...findServerLimitations(parts),
    ...findClockSkew(parts),
    ...ofExpiry(parts),
    toLimitation(message('allocated-only')),
  ];
}
