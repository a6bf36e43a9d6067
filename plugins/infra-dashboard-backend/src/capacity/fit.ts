import type {
  NodeStatus,
  PlacementAmounts,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

const RESOURCES = ['cpu', 'memory', 'slots'] as const;

type Resource = (typeof RESOURCES)[number];

/** What one machine or pod needs. */
export type Size = Pick<PlacementAmounts, 'cpu' | 'memory'>;

/** Counts stop here where nothing limits them. */
const MAX_FITS = 1_000_000;

/** Sums of cores are not exact; no scheduler knows parts of a millionth of a core. */
const TOLERANCE = 1e-6;

/** How many times an amount is contained in another one. */
function times(
  key: Resource,
  whole: number | undefined,
  part: number | undefined,
): number {
  if (whole === undefined || !part) return MAX_FITS;
  // Bytes are exact.
  const fits = Math.floor(whole / part + (key === 'cpu' ? TOLERANCE : 0));
  return Math.min(Math.max(0, fits), MAX_FITS);
}

/** What is not limited stays absent. */
export function subtract(
  from: PlacementAmounts,
  amounts: PlacementAmounts,
): PlacementAmounts {
  return Object.fromEntries(
    RESOURCES.filter(key => from[key] !== undefined).map(key => [
      key,
      from[key]! - (amounts[key] ?? 0),
    ]),
  );
}

/** Sums amounts; what one of them does not limit is not limited. */
export function sum(all: readonly PlacementAmounts[]): PlacementAmounts {
  return Object.fromEntries(
    RESOURCES.filter(
      key => all.length > 0 && all.every(one => one[key] !== undefined),
    ).map(key => [key, all.reduce((total, one) => total + one[key]!, 0)]),
  );
}

/** How many of a size fit into free amounts. */
export function timesOf(free: PlacementAmounts, size: Size): number {
  return Math.min(
    times('cpu', free.cpu, size.cpu),
    times('memory', free.memory, size.memory),
    times('slots', free.slots, 1),
  );
}

/** How many of a size fit on a node, or what keeps the first one away. */
type NodeFit =
  | { fits: number; free: PlacementAmounts }
  | { fits: 0; limit: Resource | 'closed' | 'unknown'; reason?: string };

/** Applies the rules of the platform's scheduler, as the node reports them. */
export function fitOn({ placement }: NodeStatus, size: Size): NodeFit {
  if (!placement) return { fits: 0, limit: 'unknown' };
  const { allocatable, allocated, blockedBy, isOpen, largest = {} } = placement;
  if (!isOpen) {
    return { fits: 0, limit: 'closed', reason: blockedBy?.join(', ') };
  }
  const needed = { ...size, slots: 1 };
  const free = subtract(allocatable, allocated);
  for (const key of RESOURCES) {
    const isLarger =
      key !== 'slots' && times(key, largest[key], size[key]) === 0;
    // A node that gave away more than it has takes what needs none of that.
    if (isLarger || times(key, free[key], needed[key]) === 0) {
      return { fits: 0, limit: key };
    }
  }
  return { fits: timesOf(free, size), free };
}
