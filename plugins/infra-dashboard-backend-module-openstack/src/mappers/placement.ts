import { cleanText } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type {
  NodeStatus,
  PlacementAmounts,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Hypervisor, Inventories } from '../schemas';
import { allocatable } from './capacity';
import type { HostAllocation } from './ClusterParts';
import { count, fromMib } from './quantity';

type Inventory = NonNullable<Inventories[string]>;

/** Servers with pinned cores take those of PCPU, the others those of VCPU. */
const cpuClassOf = (inventories: Inventories) =>
  inventories.VCPU ? 'VCPU' : 'PCPU';

function amounts(
  { inventories }: HostAllocation,
  valueOf: (inventory: Inventory, name: string) => number | null | undefined,
): PlacementAmounts {
  const name = cpuClassOf(inventories);
  const { [name]: cpu, MEMORY_MB: memory } = inventories;
  return {
    ...(cpu && { cpu: count(valueOf(cpu, name)) }),
    ...(memory && { memory: fromMib(valueOf(memory, 'MEMORY_MB')) }),
  };
}

/**
 * What Placement allocates of a host, and whether the scheduler of Nova uses the host: see
 * "Capacity" in docs/platform-behavior/openstack.md. Nothing where the usages are not known.
 */
export function placementOf(
  allocation: HostAllocation,
  { state, status }: Hypervisor,
): Pick<NodeStatus, 'placement'> {
  const { inventories, usages } = allocation;
  const isKnown = inventories[cpuClassOf(inventories)] && inventories.MEMORY_MB;
  // A class that is not there would seem to be without limit.
  if (!usages || !isKnown) return {};
  const blockedBy = [state, status]
    .map(word => cleanText(word))
    .filter(word => word !== undefined)
    .filter(word => word !== 'up' && word !== 'enabled');
  return {
    placement: {
      isOpen: blockedBy.length === 0,
      ...(blockedBy.length > 0 && { blockedBy }),
      allocatable: amounts(allocation, allocatable),
      allocated: amounts(allocation, (_, name) => usages[name] ?? 0),
      largest: amounts(allocation, ({ max_unit }) => max_unit),
      physical: amounts(allocation, ({ total }) => total),
    },
  };
}
