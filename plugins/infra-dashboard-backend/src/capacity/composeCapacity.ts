import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  CapacityLimit,
  ClusterCapacity,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { fitOn, subtract, sum, timesOf, type Size } from './fit';

/** Nodes of a cluster that are listed. */
const MAX_NODES = 20;

/** Reasons that are counted on their own. */
const MAX_LIMITS = 20;

type Placed = NodeStatus & Required<Pick<NodeStatus, 'placement'>>;

const isPlaced = (node: NodeStatus): node is Placed =>
  node.placement !== undefined;

/** The nodes that were counted, by what keeps one more away. */
function countLimits(
  found: Array<Pick<CapacityLimit, 'kind' | 'reason'>>,
): CapacityLimit[] {
  const limits = new Map<string, CapacityLimit>();
  for (const { kind, reason } of found) {
    const key = JSON.stringify([kind, reason]);
    const one = limits.get(key) ?? {
      kind,
      ...(reason && { reason }),
      nodes: 0,
    };
    limits.set(key, { ...one, nodes: one.nodes + 1 });
  }
  return [...limits.values()]
    .sort((one, other) => other.nodes - one.nodes)
    .slice(0, MAX_LIMITS);
}

/** The node whose loss takes most away: by memory, then by cores. */
function largestOf(nodes: readonly Placed[]): Placed | undefined {
  const sizeOf = ({ placement: { physical } }: Placed) => physical;
  return nodes.reduce<Placed | undefined>((largest, node) => {
    if (!largest) return node;
    const [a, b] = [sizeOf(node), sizeOf(largest)];
    const difference =
      (a.memory ?? 0) - (b.memory ?? 0) || (a.cpu ?? 0) - (b.cpu ?? 0);
    return difference > 0 ? node : largest;
  }, undefined);
}

function withoutLargest(
  nodes: readonly Placed[],
  size: Size,
): Pick<ClusterCapacity, 'withoutLargest'> {
  const open = nodes.filter(({ placement }) => placement.isOpen);
  const largest = largestOf(open);
  if (!largest || open.length < 2) return {};
  const others = open.filter(node => node !== largest);
  const free = subtract(
    sum(
      others.map(({ placement: { allocatable, allocated } }) =>
        subtract(allocatable, allocated),
      ),
    ),
    largest.placement.allocated,
  );
  const onNodes = others.reduce((all, node) => all + fitOn(node, size).fits, 0);
  const isEnough = Object.values(free).every(amount => amount >= 0);
  return {
    withoutLargest: {
      ...{ node: largest.name, free, isEnough },
      // What has no place itself leaves none.
      fits: isEnough ? Math.min(onNodes, timesOf(free, size)) : 0,
    },
  };
}

/** What is given away for each core and byte, over the nodes of which both are known. */
function overcommitOf(nodes: readonly Placed[]): ClusterCapacity['overcommit'] {
  const ratioOf = (key: 'cpu' | 'memory') => {
    const known = nodes.filter(
      ({ placement: { allocated, physical } }) =>
        allocated[key] !== undefined && physical[key],
    );
    const add = (of: 'allocated' | 'physical') =>
      known.reduce((all, { placement }) => all + placement[of][key]!, 0);
    return known.length > 0
      ? { [key]: Number((add('allocated') / add('physical')).toFixed(3)) }
      : {};
  };
  return { ...ratioOf('cpu'), ...ratioOf('memory') };
}

/** What fits on the nodes of a cluster, by the rules of its platform. */
export function composeCapacity(
  nodes: readonly NodeStatus[],
  size: Size,
): Omit<ClusterCapacity, 'cluster' | 'freshness' | 'provider'> {
  const placed = nodes.filter(isPlaced);
  const found = nodes.map(node => ({ node, fit: fitOn(node, size) }));
  const taking = found.flatMap(({ fit, node: { name } }) =>
    'free' in fit ? [{ name, fits: fit.fits, free: fit.free }] : [],
  );
  return {
    fits: taking.reduce((all, { fits }) => all + fits, 0),
    nodes: taking
      .sort((one, other) => other.fits - one.fits)
      .slice(0, MAX_NODES),
    limits:
      nodes.length > 0
        ? countLimits(
            found.flatMap(({ fit }) =>
              'limit' in fit ? [{ kind: fit.limit, reason: fit.reason }] : [],
            ),
          )
        : // Nothing is known, which is not the same as full.
          [{ kind: 'unknown', nodes: 0 }],
    free: sum(
      placed
        .filter(({ placement }) => placement.isOpen)
        .map(({ placement: { allocatable, allocated } }) =>
          subtract(allocatable, allocated),
        ),
    ),
    // The largest one may be among those of which nothing is known.
    ...(nodes.every(one => isPlaced(one) || one.health === 'failed') &&
      withoutLargest(placed, size)),
    // What is down runs nothing.
    overcommit: overcommitOf(
      placed.filter(({ health }) => health !== 'failed'),
    ),
  };
}
