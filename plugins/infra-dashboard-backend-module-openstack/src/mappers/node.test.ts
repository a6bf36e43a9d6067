import { recorded } from '../__fixtures__';
import { hypervisorOf } from '../__testUtils__/recordedRows';
import { parseUptime } from './hypervisor';
import { mapNode } from './node';
import { hypervisorSchema, serviceSchema } from '../schemas';

const GIB = 1024 ** 3;

describe('mapNode', () => {
  const service = serviceSchema.parse({ host: 'compute-4', zone: 'az-b' });

  it('maps up, disabled, down and unknown', () => {
    expect(mapNode(hypervisorOf('compute-1'), { cluster: 'lab' })).toEqual({
      id: '39e2179a-c887-40ec-8bad-8a7ba4f54d83',
      name: 'compute-1.lab.internal',
      cluster: 'lab',
      provider: 'openstack',
      status: 'online',
      health: 'healthy',
      rawStatus: 'up, enabled',
      cpu: {},
      memory: {},
      addresses: ['127.0.0.1'],
      metadata: {
        hypervisorType: 'fake',
        hypervisorVersion: '1000',
        serviceHost: 'compute-1',
      },
    });
    expect(
      mapNode(hypervisorOf('compute-4'), { cluster: 'lab', service }),
    ).toMatchObject({
      status: 'online',
      // As a cordoned node of Kubernetes: closed on purpose.
      health: 'stopped',
      statusReason: 'Disabled: memory swap, CHG-1042',
      reasonCode: 'host-disabled-because',
      reasonParams: { reason: 'memory swap, CHG-1042' },
      rawStatus: 'up, disabled',
      metadata: { zone: 'az-b', disabledReason: 'memory swap, CHG-1042' },
    });
    expect(
      mapNode(hypervisorOf('compute-5'), { cluster: 'lab' }),
    ).toMatchObject({
      status: 'offline',
      health: 'failed',
      statusReason: 'Compute service down',
      reasonCode: 'service-down',
    });
    const unknown = hypervisorSchema.parse({ id: 'b-3' });
    expect(mapNode(unknown, { cluster: 'lab' })).toMatchObject({
      id: 'b-3',
      name: 'b-3',
      status: 'unknown',
      health: 'unknown',
    });
  });

  it('explains a compute service that is down, forced down or disabled', () => {
    const reasonOf = (row: object, forcedDown = false) => {
      const hypervisor = hypervisorSchema.parse({ id: 'a', ...row });
      const options = {
        cluster: 'lab',
        service: { ...service, forced_down: forcedDown },
      };
      return mapNode(hypervisor, options).statusReason;
    };
    const down = { state: 'down' };
    const disabled = { status: 'disabled' };
    const because = { ...disabled, service: { disabled_reason: 'CHG-1' } };
    expect([
      reasonOf(down),
      reasonOf(down, true),
      reasonOf({ ...down, ...disabled }),
      reasonOf({ ...down, ...disabled }, true),
      reasonOf({ ...down, ...because }),
      reasonOf({ ...down, ...because }, true),
      reasonOf({ state: 'up', ...disabled }),
      reasonOf({ ...disabled }),
    ]).toEqual([
      'Compute service down',
      'Compute service forced down',
      'Compute service down and disabled',
      'Compute service forced down and disabled',
      'Compute service down and disabled: CHG-1',
      'Compute service forced down and disabled: CHG-1',
      'Disabled',
      'Disabled',
    ]);
  });

  it('shows allocation in Placement as requested, never as used', () => {
    const { inventories } = recorded('placement-inventories').body;
    const { usages } = recorded('placement-usages').body;
    const node = mapNode(hypervisorOf('compute-1'), {
      cluster: 'lab',
      allocation: { inventories, usages },
    });
    expect(node).toMatchObject({
      cpu: { total: 32 * 16, requested: 9 },
      memory: { total: (131072 - 512) * 1.5 * 1024 ** 2, requested: 18 * GIB },
      storage: { total: 2000 * GIB, requested: 180 * GIB },
      metadata: {
        capacitySource: 'Placement',
        physicalCores: '32',
        cpuAllocationRatio: '16',
        memoryReservedMiB: '512',
      },
    });
    for (const usage of [node.cpu, node.memory, node.storage]) {
      expect(usage).not.toHaveProperty('used');
      expect(usage).not.toHaveProperty('percentage');
    }
  });

  it('reports what Placement allocates, and whether the scheduler uses the host', () => {
    const inventories = {
      VCPU: { total: 32, reserved: 2, allocation_ratio: 4, max_unit: 16 },
      MEMORY_MB: {
        total: 1024,
        reserved: 24,
        allocation_ratio: 1,
        max_unit: 512,
      },
    } as any;
    const placement = (name: string, usages?: object) =>
      mapNode(hypervisorOf(name), {
        ...{ cluster: 'lab', allocation: { inventories, usages } as any },
      }).placement;
    const MIB = 1024 ** 2;
    expect(placement('compute-1', { VCPU: 9 })).toEqual({
      isOpen: true,
      allocatable: { cpu: 120, memory: 1000 * MIB },
      allocated: { cpu: 9, memory: 0 },
      largest: { cpu: 16, memory: 512 * MIB },
      physical: { cpu: 32, memory: 1024 * MIB },
    });
    expect(placement('compute-4', {})).toMatchObject({
      ...{ isOpen: false, blockedBy: ['disabled'] },
    });
    expect(placement('compute-5', {})).toMatchObject({
      ...{ isOpen: false, blockedBy: ['down'] },
    });
    // Without the usages it is not known what is free.
    expect(placement('compute-1')).toBeUndefined();
  });

  it('shows no CPU and memory of bare metal', () => {
    const ironic = hypervisorSchema.parse({
      id: 'a',
      hypervisor_hostname: 'metal-1',
      hypervisor_type: 'ironic',
      state: 'up',
      status: 'enabled',
      vcpus: 96,
      memory_mb: 1024,
      local_gb: 10,
    });
    const node = mapNode(ironic, { cluster: 'lab' });
    expect(node).toMatchObject({ health: 'healthy', cpu: {}, memory: {} });
    expect(node).not.toHaveProperty('storage');
  });

  it('reads uptime and version if the driver reports them', () => {
    const libvirt = hypervisorSchema.parse({
      id: 'a',
      hypervisor_type: 'QEMU',
      hypervisor_version: 8002002,
      uptime:
        ' 08:32:11 up 93 days, 18:25, 12 users,  load average: 0.20, 0.12, 0.14',
    });
    expect(mapNode(libvirt, { cluster: 'lab' })).toMatchObject({
      uptime: 93 * 86_400 + 18 * 3_600 + 25 * 60,
      metadata: { hypervisorVersion: '8.2.2' },
    });
    expect(parseUptime(' 10:00:00 up 5 min,  1 user')).toBe(300);
    expect(parseUptime(' 10:00:00 up 1 day,  2:03,  1 user')).toBe(93_780);
    expect(parseUptime(' 10:00:00 up 2 days, 4 min,  1 user')).toBe(173_040);
    expect(parseUptime(null)).toBeUndefined();
    expect(parseUptime('gone')).toBeUndefined();
  });
});
