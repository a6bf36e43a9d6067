export type HostInventory = Record<
  'VCPU' | 'MEMORY_MB',
  {
    total: number;
    reserved: number;
    allocation_ratio: number;
    max_unit: number;
  }
>;

/** A host with the allocations that it gets first, and what it has then. */
export interface GeneratedHost {
  inventory: HostInventory;
  /** Some hosts have less than they gave away: their ratio was lowered. */
  later: HostInventory;
  allocations: Array<{ VCPU: number; MEMORY_MB: number }>;
}

export interface GeneratedCloud {
  hosts: GeneratedHost[];
  size: { VCPU?: number; MEMORY_MB?: number };
}

type Random = (below: number) => number;

/** The same numbers for the same seed. */
function createNumbers(seed: number): Random {
  let state = seed % 2_147_483_647;
  return below => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

function createHost(random: Random): GeneratedHost {
  const one = <T>(of: readonly T[]) => of[random(of.length)];
  const cpus = 1 + random(12);
  const mib = 1_024 * (2 + random(30)) + random(1_000);
  const inventory: HostInventory = {
    VCPU: {
      ...{ total: cpus, reserved: random(3) === 0 && cpus > 1 ? 1 : 0 },
      ...{ allocation_ratio: one([1, 1, 1.5, 2.3, 4]) },
      max_unit: random(4) ? cpus : 1 + random(cpus),
    },
    MEMORY_MB: {
      ...{ total: mib, reserved: one([0, 512, 777]) },
      ...{ allocation_ratio: one([0.9, 1, 1.1, 1.5]) },
      max_unit: random(4) ? mib : 1 + random(mib),
    },
  };
  const lowered = random(6) === 0;
  return {
    inventory,
    later: lowered
      ? { ...inventory, VCPU: { ...inventory.VCPU, allocation_ratio: 0.5 } }
      : inventory,
    allocations: Array.from({ length: random(7) }, () => ({
      VCPU: 1 + random(3),
      MEMORY_MB: one([256, 512, 1_000, 2_048, 4_096]),
    })),
  };
}

/** Some hosts, partly given away, and the server that is asked for. */
export function createCloud(seed: number): GeneratedCloud {
  const random = createNumbers(7_919 * (seed + 1));
  const hosts = Array.from({ length: 2 + random(4) }, () => createHost(random));
  const kind = random(6);
  return {
    hosts,
    size: {
      ...(kind !== 0 && { VCPU: [1, 1, 2, 3, 4][random(5)] }),
      ...(kind !== 1 && {
        MEMORY_MB: [512, 777, 1_024, 2_048, 3_500, 8_192][random(6)],
      }),
    },
  };
}
