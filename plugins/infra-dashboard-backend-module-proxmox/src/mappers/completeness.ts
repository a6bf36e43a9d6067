import type { Completeness } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { quorateOf, type MemberReading } from './ClusterParts';
import { mayReadAllGuests } from './privileges';
import { isNode } from './resource';
import { guestVisibility } from './visibility';

/**
 * Whether a node, a fact or a guest that was not read is known not to exist.
 *
 * Nodes are listed whatever the rights are. Missing rights only make the list of guests
 * shorter, so their completeness requires the permissions, read after the last guest
 * disappeared from it.
 */
export function findCompleteness(
  reading: MemberReading,
): Required<Pick<Completeness, 'nodes' | 'facts' | 'workloads'>> {
  const { rows, invalidRows, info } = reading;
  const { permissions, arePermissionsOutdated, version } = info;
  // Without quorum the member may not know what other members have added or removed.
  const isPartial = invalidRows > 0 || quorateOf(info) === false;
  return {
    nodes: !isPartial && rows.some(isNode),
    facts: version !== undefined,
    workloads:
      !isPartial &&
      permissions !== undefined &&
      !arePermissionsOutdated &&
      mayReadAllGuests(permissions) &&
      guestVisibility(reading) === 'all',
  };
}
