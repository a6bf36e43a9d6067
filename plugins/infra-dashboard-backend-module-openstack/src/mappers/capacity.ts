import type { Usage } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { HostAllocation } from './ClusterParts';
import type { AbsoluteLimits, Hypervisor, Inventories } from '../schemas';
import { count, fromGib, fromMib, known } from './quantity';

/**
 * Size and allocation of a host, or the quota of a project. Usage is unknown: see "Capacity"
 * in docs/platform-behavior/openstack.md.
 */
export interface Capacity {
  cpu: Usage;
  memory: Usage;
  storage?: Usage;
  /** The values that the numbers are computed from. */
  metadata?: Record<string, string | number | undefined>;
}

type Inventory = NonNullable<Inventories[string]>;

/** Placement allocates (total - reserved) * ratio of an inventory. */
export function allocatable(inventory: Inventory): number {
  const { total, reserved, allocation_ratio: ratio } = inventory;
  return Math.max(0, Math.floor((total - (reserved ?? 0)) * (ratio ?? 1)));
}

/** Pinned and shared CPUs are separate classes. A host may have both. */
function sumOf(
  classes: string[],
  value: (resourceClass: string) => number | undefined,
): number | undefined {
  const values = classes.map(value).filter(item => item !== undefined);
  return values.length > 0
    ? values.reduce((sum, item) => sum + item, 0)
    : undefined;
}

const CPU_CLASSES = ['VCPU', 'PCPU'];

function usageOf(
  classes: string[],
  allocation: HostAllocation,
  convert: (value: number | undefined) => number | undefined,
): Usage {
  const { inventories, usages } = allocation;
  const total = sumOf(classes, name => {
    const inventory = inventories[name];
    return inventory && allocatable(inventory);
  });
  // A host does not offer a class without inventory, even if there are usages of it.
  const requested =
    total === undefined ? undefined : sumOf(classes, name => usages?.[name]);
  return known({ total: convert(total), requested: convert(requested) });
}

/** Capacity of a host from Placement. A class without inventory is absent. */
export function capacityOfPlacement(allocation: HostAllocation): Capacity {
  const { inventories, outdatedSince } = allocation;
  const storage = usageOf(['DISK_GB'], allocation, fromGib);
  const { VCPU, PCPU, MEMORY_MB } = inventories;
  return {
    cpu: usageOf(CPU_CLASSES, allocation, count),
    memory: usageOf(['MEMORY_MB'], allocation, fromMib),
    ...(Object.keys(storage).length > 0 && { storage }),
    metadata: {
      capacitySource: 'Placement',
      capacityReadAt:
        outdatedSince === undefined
          ? undefined
          : new Date(outdatedSince).toISOString(),
      physicalCores: sumOf(CPU_CLASSES, name => inventories[name]?.total),
      pinnedCores: PCPU?.total,
      cpuAllocationRatio: VCPU?.allocation_ratio ?? undefined,
      cpuReserved: VCPU?.reserved ?? undefined,
      physicalMemoryMiB: MEMORY_MB?.total,
      memoryAllocationRatio: MEMORY_MB?.allocation_ratio ?? undefined,
      memoryReservedMiB: MEMORY_MB?.reserved ?? undefined,
    },
  };
}

/**
 * Capacity from Nova, which has these numbers up to 2.87: physical, without overcommit, so
 * more may be allocated than the total.
 */
export function capacityOfHypervisor(
  hypervisor: Hypervisor,
): Capacity | undefined {
  if (typeof hypervisor.vcpus !== 'number') return undefined;
  return {
    cpu: known({
      total: count(hypervisor.vcpus),
      requested: count(hypervisor.vcpus_used),
    }),
    memory: known({
      total: fromMib(hypervisor.memory_mb),
      requested: fromMib(hypervisor.memory_mb_used),
    }),
    storage: known({
      total: fromGib(hypervisor.local_gb),
      requested: fromGib(hypervisor.local_gb_used),
    }),
    metadata: {
      capacitySource: 'Nova',
      physicalCores: hypervisor.vcpus,
    },
  };
}

/** Quota of a project and its usage. Without a limit (-1) there is no total. */
export function capacityOfQuota(limits: AbsoluteLimits): Capacity {
  return {
    cpu: known({
      total: count(limits.maxTotalCores),
      requested: count(limits.totalCoresUsed),
    }),
    memory: known({
      total: fromMib(limits.maxTotalRAMSize),
      requested: fromMib(limits.totalRAMUsed),
    }),
    metadata: {
      capacitySource: 'project quota',
      quotaInstances: count(limits.maxTotalInstances),
      quotaInstancesUsed: count(limits.totalInstancesUsed),
    },
  };
}
