import type {
  NodeStatus,
  PlacementAmounts,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Resource } from '../schemas';
import { isGuest } from './resource';

/** What a node without guests has given away. */
export const NOTHING: PlacementAmounts = { cpu: 0, memory: 0 };

/** States of guests that hold no memory. A paused guest does, and one that just starts. */
const OFF = new Set(['stopped', 'unknown']);

/** What the guests of each node that are not off have: cores and memory, by name of the node. */
export function sumGuests(rows: Resource[]): Map<string, PlacementAmounts> {
  const sums = new Map<string, PlacementAmounts>();
  for (const row of rows) {
    const { maxcpu = 0, maxmem = 0, node } = row;
    if (!isGuest(row) || OFF.has(row.status ?? 'unknown') || !node) continue;
    const { cpu = 0, memory = 0 } = sums.get(node) ?? {};
    sums.set(node, { cpu: cpu + maxcpu, memory: memory + maxmem });
  }
  return sums;
}

/** States of high availability in which a node takes no guests. */
const CLOSED = new Set(['maintenance', 'fence']);

/**
 * What can be started on a node: a guest gets no more cores than the node has, while any number
 * of guests share them. Memory counts as given away in full: see "Scheduling" in
 * docs/platform-behavior/proxmox.md.
 *
 * @param options - allocated is undefined where not all guests are known; without quorum no
 *   guest is started on any node
 */
export function placementOf(
  { hastate = '', maxcpu, maxmem, status = 'unknown' }: Resource,
  { allocated, quorate }: { allocated?: PlacementAmounts; quorate?: boolean },
): Pick<NodeStatus, 'placement'> {
  const blockedBy = [
    ...(status === 'online' ? [] : [status]),
    ...(quorate === false ? ['no quorum'] : []),
    ...(CLOSED.has(hastate) ? [hastate] : []),
  ];
  const isKnown = maxcpu !== undefined && maxmem !== undefined && allocated;
  if (blockedBy.length === 0 && !isKnown) return {};
  const physical = isKnown ? { cpu: maxcpu, memory: maxmem } : {};
  return {
    placement: {
      isOpen: blockedBy.length === 0,
      ...(blockedBy.length > 0 && { blockedBy }),
      allocatable: isKnown ? { memory: maxmem } : {},
      allocated: allocated ?? {},
      ...(isKnown && { largest: { cpu: maxcpu } }),
      physical,
    },
  };
}
