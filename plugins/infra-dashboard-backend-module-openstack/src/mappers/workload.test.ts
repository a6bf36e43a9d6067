import { recorded, RECORDED_AT } from '../__fixtures__';
import { OPTIONS, serverOf } from '../__testUtils__/recordedRows';
import { mapWorkload } from './workload';
import { flavorSchema, serverSchema, type Server } from '../schemas';

const GIB = 1024 ** 3;

describe('mapWorkload', () => {
  it('maps a running server with an embedded flavor', () => {
    const server = serverOf('payments-api-1');
    const projects = new Map([[server.tenant_id ?? '', 'demo']]);
    expect(mapWorkload(server, { ...OPTIONS, projects })).toEqual({
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

  it('reads sizes below 2.47 from the list of flavors', () => {
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
    expect(mapWorkload(server, options)).toMatchObject({
      cpu: { count: 2 },
      memory: { total: 4 * GIB },
      metadata: { flavor: 'm1.medium' },
    });
    const deleted = mapWorkload(server, OPTIONS);
    expect([deleted.cpu, deleted.memory, deleted.storage]).toEqual([
      {},
      {},
      undefined,
    ]);
  });

  it('maps stubs of a cell that does not respond', () => {
    const { servers } = recorded('downcell-servers-detail-admin-latest').body;
    const mapped = servers.map((row: unknown) =>
      mapWorkload(serverSchema.parse(row), OPTIONS),
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
        statusReason: 'Its Nova cell does not respond',
        reasonCode: 'cell-unreachable',
        cpu: {},
        memory: {},
      });
      expect(stub.createdAt).toMatch(/Z$/);
    }
  });

  it('takes the disks of a server from what it has, and not from its flavor alone', () => {
    const flavor = { vcpus: 1, ram: 1024, disk: 40, original_name: 'm1' };
    const of = (server: object, flavors = new Map()) =>
      mapWorkload(
        serverSchema.parse({
          id: 'a',
          name: 'a',
          image: { id: 'i' },
          ...server,
        }),
        { ...OPTIONS, flavors },
      ).storage;
    expect(of({ flavor })).toEqual({ total: 40 * GIB });
    expect(of({ flavor, image: '' })).toBeUndefined();
    expect(of({ flavor: { ...flavor, ephemeral: 200, swap: 1500 } })).toEqual({
      total: 242 * GIB,
    });
    // The root disk is a volume, the others are not.
    expect(of({ flavor: { ...flavor, ephemeral: 10 }, image: '' })).toEqual({
      total: 10 * GIB,
    });
    const listed = flavorSchema.parse({
      ...{ id: '7', disk: 20, swap: '' },
      'OS-FLV-EXT-DATA:ephemeral': 5,
    });
    expect(of({ flavor: { id: '7' } }, new Map([['7', listed]]))).toEqual({
      total: 25 * GIB,
    });
  });

  it('maps the lab as its admin and its member see it', () => {
    const health = (list: string) =>
      Object.fromEntries(
        recorded(list).body.servers.map((row: unknown) => {
          const workload = mapWorkload(serverSchema.parse(row), OPTIONS);
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
      'broken-rescued': 'RESCUE degraded',
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
      mapWorkload(serverOf(name), OPTIONS).metadata?.hostStatus;
    // A host that is disabled, one that is down, and no host.
    expect(
      ['on-disabled-host', 'on-dead-host', 'too-big'].map(hostStatus),
    ).toEqual(['MAINTENANCE', 'UNKNOWN', undefined]);
    const hidden = mapWorkload(
      serverOf('payments-api-1', 'servers-detail-member-latest'),
      OPTIONS,
    );
    expect(hidden.node).toBeUndefined();
    expect(hidden.metadata?.hostId).toMatch(/^[0-9a-f]{56}$/);
  });

  it('has uptime only while it runs, and a project name by id', () => {
    const stopped = serverOf('batch-stopped');
    expect(stopped['OS-SRV-USG:launched_at']).toBeTruthy();
    const tenant = stopped.tenant_id ?? '';
    const dashed = tenant.replace(
      /^(.{8})(.{4})(.{4})(.{4})(.{12})$/,
      '$1-$2-$3-$4-$5',
    );
    const mapped = mapWorkload(
      { ...stopped, tenant_id: dashed.toUpperCase() } as Server,
      { ...OPTIONS, projects: new Map([[tenant, 'demo']]) },
    );
    expect(mapped.uptime).toBeUndefined();
    expect(mapped.namespace).toBe('demo');
  });
});
