import type { Usage } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  AbsoluteLimits,
  Hypervisor,
  Inventories,
  Usages,
} from '../schemas';
import { count, fromGib, fromMib, known } from './quantity';

/** What a host, or a project by its quota, has and has given away. Nobody knows what is used (O6). */
export interface Capacity {
  cpu: Usage;
  memory: Usage;
  storage?: Usage;
  /** What the numbers are made of. */
  metadata?: Record<string, string | number | undefined>;
}

type Inventory = NonNullable<Inventories[string]>;

/** What Placement hands out of an inventory: (total - reserved) * ratio (O2). */
function allocatable(inventory: Inventory): number {
  const { total, reserved, allocation_ratio: ratio } = inventory;
  return Math.max(0, Math.floor((total - (reserved ?? 0)) * (ratio ?? 1)));
}

/** Pinned and shared CPUs are classes of their own, of which a host may have both (O2). */
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
  parts: { inventories: Inventories; usages?: Usages },
  convert: (value: number | undefined) => number | undefined,
): Usage {
  const { inventories, usages } = parts;
  const total = sumOf(classes, name => {
    const inventory = inventories[name];
    return inventory && allocatable(inventory);
  });
  // A class that is in no inventory is not offered, whatever usages say.
  const requested =
    total === undefined ? undefined : sumOf(classes, name => usages?.[name]);
  return known({ total: convert(total), requested: convert(requested) });
}

/** Capacity of a host by Placement; a class that it does not have is absent. */
export function capacityOfPlacement(parts: {
  inventories: Inventories;
  usages?: Usages;
}): Capacity {
  const { inventories } = parts;
  const storage = usageOf(['DISK_GB'], parts, fromGib);
  const { VCPU, PCPU, MEMORY_MB } = inventories;
  return {
    cpu: usageOf(CPU_CLASSES, parts, count),
    memory: usageOf(['MEMORY_MB'], parts, fromMib),
    ...(Object.keys(storage).length > 0 && { storage }),
    metadata: {
      capacitySource: 'Placement',
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
 * Capacity by Nova's own numbers, which it dropped in 2.88 as misleading (O1): physical,
 * without overcommit, so more may be allocated than there is.
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

/** Quota of a project and what it has taken of it; -1 is no limit, so there is no total. */
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
