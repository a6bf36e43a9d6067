import { allRecorded, recorded, RECORDED_AT } from '../__fixtures__';
import {
  flavorSchema,
  hypervisorSchema,
  projectSchema,
  resourceProviderSchema,
  serverSchema,
  serviceSchema,
  type Server,
} from '../schemas';
import {
  capacityOfHypervisor,
  capacityOfPlacement,
  capacityOfQuota,
  mapHypervisor,
  mapServer,
  parseUptime,
  serverState,
} from '.';
import { utcTime } from './quantity';

const GIB = 1024 ** 3;

const SCHEMAS = {
  servers: serverSchema,
  hypervisors: hypervisorSchema,
  services: serviceSchema,
  flavors: flavorSchema,
  projects: projectSchema,
  resource_providers: resourceProviderSchema,
};

const OPTIONS = {
  cluster: 'lab',
  now: RECORDED_AT,
  projects: new Map<string, string>(),
};

function serverOf(name: string, list = 'servers-detail-all-admin-latest') {
  const row = recorded(list).body.servers.find(
    (server: { name?: string }) => server.name === name,
  );
  return serverSchema.parse(row);
}

function hypervisorOf(name: string, list = 'hypervisors-detail-admin-2.88') {
  const row = recorded(list).body.hypervisors.find(
    (hypervisor: { hypervisor_hostname?: string }) =>
      hypervisor.hypervisor_hostname === `${name}.lab.internal`,
  );
  return hypervisorSchema.parse(row);
}

function state(overrides: object, options?: object) {
  const server = serverSchema.parse({
    id: 'one',
    flavor: { vcpus: 1 },
    'OS-EXT-STS:power_state': 1,
    ...overrides,
  });
  const { status, health, statusReason } = serverState(server, options);
  return [status, health, ...(statusReason ? [statusReason] : [])];
}

describe('schemas', () => {
  it('lose no row of any recorded list, whatever its microversion', () => {
    let lists = 0;
    for (const { name, body } of allRecorded) {
      for (const [key, schema] of Object.entries(SCHEMAS)) {
        if (!Array.isArray(body[key])) continue;
        lists += 1;
        const lost = body[key].filter(
          (row: unknown) => !schema.safeParse(row).success,
        );
        expect([name, lost]).toEqual([name, []]);
      }
    }
    expect(lists).toBeGreaterThan(30);
  });

  it('O8: read an odd field as absent instead of losing the row', () => {
    const odd = serverSchema.parse({
      id: 'one',
      name: 7,
      status: ['ACTIVE'],
      flavor: 'none',
      metadata: 'none',
      tags: ['good', 3],
      addresses: { net: [{ addr: '10.0.0.1' }, { addr: 5 }, 'none'] },
      'OS-EXT-STS:power_state': 'on',
    });
    expect(mapServer(odd, OPTIONS)).toEqual({
      id: 'one',
      name: 'one',
      cluster: 'lab',
      provider: 'openstack',
      type: 'instance',
      status: 'UNKNOWN',
      health: 'unknown',
      cpu: {},
      memory: {},
      tags: ['good'],
      addresses: ['10.0.0.1'],
      metadata: {},
    });
    expect(serverSchema.safeParse({ name: 'without id' }).success).toBe(false);
  });
});

describe('serverState', () => {
  it('O9: judges the status word by power state and task', () => {
    expect(state({ status: 'ACTIVE' })).toEqual(['ACTIVE', 'healthy']);
    expect(state({ status: 'ACTIVE', 'OS-EXT-STS:power_state': 4 })).toEqual([
      'ACTIVE',
      'degraded',
      'The guest is not running (shut down)',
    ]);
    expect(state({ status: 'ACTIVE', 'OS-EXT-STS:power_state': 6 })).toEqual([
      'ACTIVE',
      'failed',
      'The guest has crashed',
    ]);
    expect(
      state({ status: 'SHUTOFF', 'OS-EXT-STS:task_state': 'powering-on' }),
    ).toEqual(['SHUTOFF', 'transitional', 'Task: powering-on']);
    expect(
      state({ status: 'ERROR', 'OS-EXT-STS:task_state': 'deleting' }),
    ).toEqual(['ERROR', 'failed']);
    expect(
      state({ status: 'ERROR', fault: { message: 'No valid\nhost' } }),
    ).toEqual(['ERROR', 'failed', 'No valid host']);
    // Without the power state, which a policy may hide, ACTIVE is all there is.
    expect(
      state({ status: 'ACTIVE', 'OS-EXT-STS:power_state': undefined }),
    ).toEqual(['ACTIVE', 'healthy']);
  });

  it.each([
    ['healthy', ['ACTIVE']],
    ['degraded', ['VERIFY_RESIZE']],
    [
      'transitional',
      [
        'BUILD',
        'REBUILD',
        'REBOOT',
        'HARD_REBOOT',
        'RESIZE',
        'REVERT_RESIZE',
        'MIGRATING',
        'PASSWORD',
      ],
    ],
    ['failed', ['ERROR']],
    [
      'stopped',
      [
        'SHUTOFF',
        'PAUSED',
        'SUSPENDED',
        'SHELVED',
        'SHELVED_OFFLOADED',
        'RESCUE',
        'SOFT_DELETED',
        'DELETED',
      ],
    ],
    ['unknown', ['UNKNOWN', 'A_WORD_OF_TOMORROW']],
  ])('O9: is %s for %j and keeps the word', (health, words) => {
    for (const word of words) {
      expect(state({ status: word }).slice(0, 2)).toEqual([word, health]);
    }
  });

  it('O9: does not believe what was last heard of a host that is down', () => {
    const hostIsDown = true;
    expect(state({ status: 'ACTIVE' }, { hostIsDown })).toEqual([
      'ACTIVE',
      'unknown',
      'Its hypervisor is down; ACTIVE is what was last known',
    ]);
    expect(state({ status: 'SHUTOFF' }, { hostIsDown })).toEqual([
      'SHUTOFF',
      'stopped',
      'Its hypervisor is down',
    ]);
    expect(state({ status: 'ERROR' }, { hostIsDown })[1]).toBe('failed');
  });
});

describe('mapServer', () => {
  it('O6, O7, O18: maps a running server of a flavor that is embedded', () => {
    const server = serverOf('payments-api-1');
    const projects = new Map([[server.tenant_id ?? '', 'demo']]);
    expect(mapServer(server, { ...OPTIONS, projects })).toEqual({
      id: '1ee430fb-ee58-4d63-ba0c-6273faf26d34',
      name: 'payments-api-1',
      cluster: 'lab',
      provider: 'openstack',
      node: 'compute-1.lab.internal',
      namespace: 'demo',
      type: 'instance',
      status: 'ACTIVE',
      health: 'healthy',
      cpu: { count: 2 },
      memory: { total: 4 * GIB },
      storage: { total: 40 * GIB },
      uptime: Math.floor(
        (RECORDED_AT - Date.parse(`${server['OS-SRV-USG:launched_at']}Z`)) /
          1000,
      ),
      labels: {
        'backstage.io:component': 'payments',
        owner: 'team-payments',
        env: 'prod',
      },
      tags: ['payments', 'prod'],
      addresses: ['10.20.0.17'],
      createdAt: new Date(server.created ?? '').toISOString(),
      metadata: {
        flavor: 'm1.medium',
        imageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        projectId: server.tenant_id,
        availabilityZone: 'az-a',
        hostStatus: 'UP',
        powerState: 'running',
        vmState: 'active',
        hostId: server.hostId,
        instanceName: expect.stringMatching(/^instance-/),
      },
    });
  });

  it('O7: takes sizes below 2.47 from the list of flavors', () => {
    const server = serverOf('payments-api-1', 'servers-detail-all-admin-2.1');
    const { flavors } = recorded('flavors-detail-admin-all').body;
    const options = {
      ...OPTIONS,
      flavors: new Map(
        flavors.map((row: unknown) => {
          const flavor = flavorSchema.parse(row);
          return [flavor.id, flavor] as const;
        }),
      ) as Map<string, ReturnType<typeof flavorSchema.parse>>,
    };
    expect(mapServer(server, options)).toMatchObject({
      cpu: { count: 2 },
      memory: { total: 4 * GIB },
      metadata: { flavor: 'm1.medium' },
    });
    const deleted = mapServer(server, OPTIONS);
    expect([deleted.cpu, deleted.memory, deleted.storage]).toEqual([
      {},
      {},
      undefined,
    ]);
  });

  it('O8: keeps the stubs of a cell that does not answer', () => {
    const { servers } = recorded('downcell-servers-detail-admin-latest').body;
    const mapped = servers.map((row: unknown) =>
      mapServer(serverSchema.parse(row), OPTIONS),
    );
    expect(mapped).toHaveLength(21);
    const stubs = mapped.filter(
      (workload: { status: string }) => workload.status === 'UNKNOWN',
    );
    expect(stubs).toHaveLength(20);
    for (const stub of stubs) {
      expect(stub).toMatchObject({
        name: stub.id,
        health: 'unknown',
        statusReason: 'The cell that it is in does not answer',
        cpu: {},
        memory: {},
      });
      expect(stub.createdAt).toMatch(/Z$/);
    }
  });

  it('O5, O9: maps what the lab holds as its admin and its member see it', () => {
    const health = (list: string) =>
      Object.fromEntries(
        recorded(list).body.servers.map((row: unknown) => {
          const workload = mapServer(serverSchema.parse(row), OPTIONS);
          return [workload.name, `${workload.status} ${workload.health}`];
        }),
      );
    const seenByAll = {
      'stuck-building': 'BUILD transitional',
      'too-big': 'ERROR failed',
      'batch-stopped': 'SHUTOFF stopped',
      'report-paused': 'PAUSED stopped',
      'report-suspended': 'SUSPENDED stopped',
      'archive-shelved': 'SHELVED_OFFLOADED stopped',
      'broken-rescued': 'RESCUE stopped',
      resizing: 'VERIFY_RESIZE degraded',
      'payments-db': 'ACTIVE healthy',
    };
    expect(health('servers-detail-all-admin-latest')).toMatchObject({
      ...seenByAll,
      'on-dead-host': 'ACTIVE unknown',
      'on-disabled-host': 'ACTIVE healthy',
      'reset-to-error': 'ERROR failed',
    });
    expect(health('servers-detail-member-latest')).toMatchObject(seenByAll);
    const hostStatus = (name: string) =>
      mapServer(serverOf(name), OPTIONS).metadata?.hostStatus;
    // Nova's words for a host that is disabled, one that is down, and none at all.
    expect(
      ['on-disabled-host', 'on-dead-host', 'too-big'].map(hostStatus),
    ).toEqual(['MAINTENANCE', 'UNKNOWN', undefined]);
    const hidden = mapServer(
      serverOf('payments-api-1', 'servers-detail-member-latest'),
      OPTIONS,
    );
    expect(hidden.node).toBeUndefined();
    expect(hidden.metadata?.hostId).toMatch(/^[0-9a-f]{56}$/);
  });

  it('O9, O17: tells uptime only of what runs, and joins projects by id', () => {
    const stopped = serverOf('batch-stopped');
    expect(stopped['OS-SRV-USG:launched_at']).toBeTruthy();
    const tenant = stopped.tenant_id ?? '';
    const dashed = tenant.replace(
      /^(.{8})(.{4})(.{4})(.{4})(.{12})$/,
      '$1-$2-$3-$4-$5',
    );
    const mapped = mapServer(
      { ...stopped, tenant_id: dashed.toUpperCase() } as Server,
      { ...OPTIONS, projects: new Map([[tenant, 'demo']]) },
    );
    expect(mapped.uptime).toBeUndefined();
    expect(mapped.namespace).toBe('demo');
  });
});

describe('mapHypervisor', () => {
  const service = serviceSchema.parse({ host: 'compute-4', zone: 'az-b' });

  it('C5: maps up, disabled and down, and what is not known', () => {
    expect(
      mapHypervisor(hypervisorOf('compute-1'), { cluster: 'lab' }),
    ).toEqual({
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
      mapHypervisor(hypervisorOf('compute-4'), { cluster: 'lab', service }),
    ).toMatchObject({
      status: 'online',
      health: 'degraded',
      statusReason: 'Disabled: memory swap, CHG-1042',
      rawStatus: 'up, disabled',
      metadata: { zone: 'az-b', disabledReason: 'memory swap, CHG-1042' },
    });
    expect(
      mapHypervisor(hypervisorOf('compute-5'), { cluster: 'lab' }),
    ).toMatchObject({
      status: 'offline',
      health: 'failed',
      statusReason: 'Its compute service does not report',
    });
    const odd = hypervisorSchema.parse({ id: 'b-3' });
    expect(mapHypervisor(odd, { cluster: 'lab' })).toMatchObject({
      id: 'b-3',
      name: 'b-3',
      status: 'unknown',
      health: 'unknown',
    });
  });

  it('O2, O6: takes capacity and allocation from Placement, never as used', () => {
    const { inventories } = recorded('placement-inventories').body;
    const { usages } = recorded('placement-usages').body;
    const capacity = capacityOfPlacement({ inventories, usages });
    const node = mapHypervisor(hypervisorOf('compute-1'), {
      cluster: 'lab',
      capacity,
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

  it('O2: adds pinned and shared CPUs, and offers nothing that is not there', () => {
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

  it('O1: takes the numbers of Nova where it still has them', () => {
    const old = hypervisorOf('compute-1', 'hypervisors-detail-admin-2.87');
    expect(capacityOfHypervisor(old)).toMatchObject({
      cpu: { total: 32, requested: 9 },
      memory: { total: 128 * GIB, requested: 18944 * 1024 ** 2 },
      storage: { total: 2000 * GIB, requested: 180 * GIB },
      metadata: { capacitySource: 'Nova' },
    });
    expect(capacityOfHypervisor(hypervisorOf('compute-1'))).toBeUndefined();
    // JSON in a text below 2.28, an object from there on.
    for (const list of ['2.1', '2.53']) {
      const hypervisor = hypervisorOf(
        'compute-1',
        `hypervisors-detail-admin-${list}`,
      );
      expect(
        mapHypervisor(hypervisor, { cluster: 'lab' }).metadata?.cpuModel,
      ).toBe('Intel Nehalem');
    }
  });

  it('O4: gives bare metal no share of CPU and memory', () => {
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
    const node = mapHypervisor(ironic, {
      cluster: 'lab',
      capacity: capacityOfHypervisor(ironic),
    });
    expect(node).toMatchObject({ health: 'healthy', cpu: {}, memory: {} });
    expect(node).not.toHaveProperty('storage');
  });

  it('reads uptime and version where the driver tells them', () => {
    const libvirt = hypervisorSchema.parse({
      id: 'a',
      hypervisor_type: 'QEMU',
      hypervisor_version: 8002002,
      uptime:
        ' 08:32:11 up 93 days, 18:25, 12 users,  load average: 0.20, 0.12, 0.14',
    });
    expect(mapHypervisor(libvirt, { cluster: 'lab' })).toMatchObject({
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

describe('capacityOfQuota', () => {
  it('O5: shows the quota of a project, and no total where there is no limit', () => {
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

describe('utcTime', () => {
  it('O18: takes a time without a zone as UTC', () => {
    expect(utcTime('2026-11-23T04:02:46.000000')).toBe(
      '2026-11-23T04:02:46.000Z',
    );
    expect(utcTime('2026-11-23T04:02:46Z')).toBe('2026-11-23T04:02:46.000Z');
    expect(utcTime('2026-11-23 04:02:46')).toBe('2026-11-23T04:02:46.000Z');
    expect(utcTime('2026-11-23T05:02:46+01:00')).toBe(
      '2026-11-23T04:02:46.000Z',
    );
    expect([utcTime(''), utcTime(undefined), utcTime('soon')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
