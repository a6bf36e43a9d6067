import { recorded } from '../__fixtures__';
import { hypervisorOf } from '../__testUtils__/recordedRows';
import {
  capacityOfHypervisor,
  capacityOfPlacement,
  capacityOfQuota,
} from './capacity';
import { mapNode } from './node';

const GIB = 1024 ** 3;

describe('capacity', () => {
  it('adds pinned and shared CPUs, and ignores usages without inventory', () => {
    const pinned = { total: 12, reserved: 2, allocation_ratio: 1 };
    expect(
      capacityOfPlacement({
        inventories: {
          VCPU: { total: 4, reserved: 0, allocation_ratio: 2.5 },
          PCPU: pinned,
        },
        usages: { VCPU: 3, PCPU: 4, DISK_GB: 5 },
      }),
    ).toMatchObject({ cpu: { total: 20, requested: 7 }, memory: {} });
    const only = capacityOfPlacement({ inventories: { PCPU: pinned } });
    expect(only.cpu).toEqual({ total: 10 });
    expect(only.storage).toBeUndefined();
  });

  it('uses the numbers of Nova up to 2.87', () => {
    const old = hypervisorOf('compute-1', 'hypervisors-detail-admin-2.87');
    expect(capacityOfHypervisor(old)).toMatchObject({
      cpu: { total: 32, requested: 9 },
      memory: { total: 128 * GIB, requested: 18944 * 1024 ** 2 },
      storage: { total: 2000 * GIB, requested: 180 * GIB },
      metadata: { capacitySource: 'Nova' },
    });
    expect(capacityOfHypervisor(hypervisorOf('compute-1'))).toBeUndefined();
    // A JSON text below 2.28, an object from 2.28 on.
    for (const list of ['2.1', '2.53']) {
      const hypervisor = hypervisorOf(
        'compute-1',
        `hypervisors-detail-admin-${list}`,
      );
      expect(mapNode(hypervisor, { cluster: 'lab' }).metadata?.cpuModel).toBe(
        'Intel Nehalem',
      );
    }
  });

  it('shows the quota of a project, and no total without a limit', () => {
    const { absolute } = recorded('limits-member-latest').body.limits;
    expect(capacityOfQuota(absolute)).toEqual({
      cpu: { total: 600, requested: 532 },
      memory: { total: 1280 * GIB, requested: 1064 * GIB },
      metadata: {
        capacitySource: 'project quota',
        quotaInstances: 20,
        quotaInstancesUsed: 14,
      },
    });
    expect(
      capacityOfQuota({ ...absolute, maxTotalCores: -1, totalRAMUsed: null }),
    ).toMatchObject({
      cpu: { requested: 532 },
      memory: { total: 1280 * GIB },
    });
  });
});
