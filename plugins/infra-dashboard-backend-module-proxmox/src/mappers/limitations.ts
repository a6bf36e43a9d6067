import {
  findClockSkew,
  hintOf,
  messageOf,
  toLimitation,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Limitation } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { message } from '../messages';
import { grantAgentCommands, grantCommands } from '../remedies';
import type { ClusterParts } from './ClusterParts';
import { hasNumbers } from './node';
import { reachOf } from './privileges';
import { findUnusedAddresses } from './unusedAddresses';
import { isNode } from './resource';
import { findMixedVersions } from './versions';
import { guestVisibility } from './visibility';

/** Nodes without numbers: without Sys.Audit their rows have no more than a status. */
function findBareNodes({ rows, credentials }: ClusterParts): Limitation[] {
  const names = rows
    .filter(row => isNode(row) && row.status === 'online' && !hasNumbers(row))
    .map(({ node }) => node!)
    .sort();
  if (names.length === 0) return [];
  return [
    toLimitation(
      message('no-permission-node-numbers', {
        count: names.length,
        node: names[0],
      }),
      grantCommands(credentials),
    ),
  ];
}

/** Guests that the credentials may not see: Proxmox VE leaves them out of the list. */
function findHiddenGuests(parts: ClusterParts): Limitation[] {
  const remedy = grantCommands(parts.credentials);
  switch (guestVisibility(parts)) {
    case 'some':
      return [toLimitation(message('guests-partly-visible'), remedy)];
    case 'none':
      return [
        toLimitation(
          message('no-guests-visible', { count: 1, privileges: 'VM.Audit' }),
          remedy,
        ),
      ];
    case 'nothing':
      return [
        toLimitation(
          message('no-guests-visible', {
            count: 2,
            privileges: 'VM.Audit, Datastore.Audit',
          }),
          remedy,
        ),
      ];
    default:
      return [];
  }
}

function findHiddenStorages({ info, credentials }: ClusterParts): Limitation[] {
  const { permissions } = info;
  if (!permissions) return [];
  return reachOf(permissions, 'Datastore.Audit').kind === 'all'
    ? []
    : [
        toLimitation(
          message('storages-hidden'),
          grantCommands(credentials),
          'storages',
        ),
      ];
}

function findStatusFailure({ info, credentials }: ClusterParts): Limitation[] {
  const { statusFailure: failure } = info;
  if (!failure) return [];
  return [
    toLimitation(
      message('no-cluster-status', { reason: messageOf(failure) }),
      failure.code === 'FORBIDDEN'
        ? grantCommands(credentials)
        : hintOf(failure),
    ),
  ];
}

function findCephFailure({ info: { ceph } }: ClusterParts): Limitation[] {
  return ceph && !ceph.ok
    ? [
        toLimitation(
          message('ceph-unreadable', { reason: messageOf(ceph.failure) }),
        ),
      ]
    : [];
}

function findInvalidRows({ invalidRows: count }: ClusterParts): Limitation[] {
  return count > 0 ? [toLimitation(message('malformed-rows', { count }))] : [];
}

/** What keeps the nodes and facts of a cluster from being complete. */
export function findLimitations(parts: ClusterParts): Limitation[] {
  return [
    ...findBareNodes(parts),
    ...findHiddenGuests(parts),
    ...findHiddenStorages(parts),
    ...findStatusFailure(parts),
    ...findCephFailure(parts),
    ...findInvalidRows(parts),
    ...findUnusedAddresses(parts),
    ...findMixedVersions(parts),
    ...findClockSkew(parts),
  ];
}

/** What keeps the guests from being complete. */
export function findWorkloadLimitations(parts: ClusterParts): Limitation[] {
  const { addressFailures, credentials } = parts;
  return [
    ...findHiddenGuests(parts),
    ...addressFailures.map(({ type, count, failure }) =>
      toLimitation(
        message('no-permission-addresses', {
          count,
          kind: type === 'lxc' ? 'CT' : 'VM',
          reason: messageOf(failure),
        }),
        failure.translation.messageCode === 'monitor-privilege-missing'
          ? grantAgentCommands(credentials)
          : grantCommands(credentials),
      ),
    ),
  ];
}
