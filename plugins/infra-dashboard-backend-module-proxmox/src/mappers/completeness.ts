import type { Completeness } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { quorateOf, type MemberReading } from './ClusterParts';
import { mayReadAllGuests, reachOf } from './privileges';
import { isNode } from './resource';
import { guestVisibility } from './visibility';

/**
 * Whether a node, a fact, a storage or a guest that was not read is known not to exist.
 *
 * Nodes are listed whatever the rights are. Missing rights only make the lists of guests and
 * storages shorter, so their completeness requires the permissions, those of guests read after
 * the last guest disappeared from the list.
 */
export function findCompleteness(
  reading: MemberReading,
): Completeness & { storages: boolean } {
  const { rows, invalidRows, info } = reading;
  const { permissions, arePermissionsOutdated, version } = info;
  // Without quorum the member may not know what other members have added or removed.
  const isPartial = invalidRows > 0 || quorateOf(info) === false;
  return {
    nodes: !isPartial && rows.some(isNode),
    facts: version !== undefined,
    storages:
      !isPartial &&
      permissions !== undefined &&
      reachOf(permissions, 'Datastore.Audit').kind === 'all' &&
      Object.entries(permissions).every(
        ([path, held]) =>
          !/^\/storage(\/|$)/.test(path) || 'Datastore.Audit' in held,
      ),
    workloads:
      !isPartial &&
      permissions !== undefined &&
      !arePermissionsOutdated &&
      mayReadAllGuests(permissions) &&
      guestVisibility(reading) === 'all',
  };
}
