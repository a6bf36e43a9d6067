import { systemClock } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { recorded } from '../__fixtures__';
import { CloudFixture, codes, read } from '../__testUtils__/CloudFixture';
import { responseOf } from '../__testUtils__/FakeCloud';

describe('HostReader', () => {
  const fixture = new CloudFixture();

  afterEach(() => fixture.stop());

  beforeEach(() => fixture.start('admin'));

  it.each([
    ['missing', { status: 404 }, 'placement-missing'],
    [
      'denied',
      responseOf('placement-providers-member'),
      'no-permission-placement',
    ],
    ['broken', { status: 503 }, 'placement-unreadable'],
    ['no JSON', { body: '<html>' }, 'placement-unreadable'],
  ])(
    'uses the numbers of Nova 2.87 if Placement is %s',
    async (_, response, code) => {
      fixture.cloud.routes['placement /resource_providers'] = response;
      const { cluster } = await read(fixture.provider());
      expect(cluster.totals.cpu).toEqual({ total: 96, requested: 25 });
      expect(cluster.nodes[0].metadata?.capacitySource).toBe('Nova');
      expect(codes(cluster.limitations)).toContain(code);
      expect(
        fixture.cloud
          .sent('compute /os-hypervisors')
          .map(item => item.microversion),
      ).toEqual(['2.93', '2.87']);
    },
  );

  it('reports that the catalog has no Placement', async () => {
    fixture.cloud.editToken = token => {
      token.catalog = token.catalog.filter(
        ({ type }: { type: string }) => type !== 'placement',
      );
    };
    const { cluster } = await read(fixture.provider());
    expect(cluster.totals.cpu).toEqual({ total: 96, requested: 25 });
    expect(cluster.limitations).toContainEqual({
      code: 'placement-missing',
      message:
        'Placement not found (The Keystone catalog has no Placement): capacity is shown without overcommit, where Nova reports it',
      remedy: expect.stringContaining('openstack endpoint create placement'),
      remedyCode: 'register-service',
      remedyParams: { type: 'placement' },
      params: {
        reason: expect.objectContaining({
          code: 'service-not-in-catalog',
          message: 'The Keystone catalog has no Placement',
        }),
      },
    });
  });

  it('shows what is known of a host that Placement fails for', async () => {
    const lab = fixture.provider();
    const id = '39e2179a-c887-40ec-8bad-8a7ba4f54d83';
    fixture.cloud.routes[`placement /resource_providers/${id}/usages`] = {
      status: 500,
    };
    const first = (await read(lab)).cluster;
    expect(first.nodes[0]).toMatchObject({ id, cpu: { total: 512 } });
    expect(first.nodes[0].cpu).not.toHaveProperty('requested');
    expect(first.totals.cpu).toMatchObject({
      total: 4 * 512,
      requestedTotal: 3 * 512,
    });
    expect(codes(first.limitations)).toContain('placement-partial');
    // A host that was deleted after the list was read is not missing.
    fixture.cloud.routes[`placement /resource_providers/${id}/usages`] =
      responseOf('placement-unknown-404');
    const second = (await read(lab)).cluster;
    expect(codes(second.limitations)).toEqual(['allocated-only']);
  });

  it('lists the hypervisors of the last read as unknown while Nova fails', async () => {
    const lab = fixture.provider();
    const { cluster: before } = await read(lab);
    fixture.cloud.routes['compute /os-hypervisors/detail'] = { status: 500 };
    for (let times = 0; times < 2; times += 1) {
      const { cluster } = await read(lab);
      expect(cluster.totals.nodes).toEqual({ total: 5, unknown: 5 });
      // Placement still has size and allocation of the hosts.
      expect(before.totals.cpu.total).toBeGreaterThan(0);
      expect(cluster.totals.cpu).toEqual(before.totals.cpu);
      expect(cluster.health).toBe('unknown');
      expect(codes(cluster.limitations)).toEqual([
        'hypervisors-unreadable',
        'hypervisors-outdated',
        'allocated-only',
      ]);
    }
    fixture.cloud.routes['placement /resource_providers'] = { status: 500 };
    const { cluster } = await read(lab);
    // The numbers of Nova are as outdated as its rows.
    expect(cluster.totals).toMatchObject({ cpu: {}, memory: {} });
    expect(cluster.nodes[0]).toMatchObject({ cpu: {}, memory: {} });
    expect(cluster.nodes[0].storage).toBeUndefined();
  });

  it('requests values of hosts only, not of nested or shared resource providers', async () => {
    const { body } = recorded('placement-providers-latest');
    const [host] = body.resource_providers;
    const other = (uuid: string, parent: string | null) => ({
      ...host,
      uuid,
      name: `${host.name}_${uuid}`,
      parent_provider_uuid: parent,
    });
    body.resource_providers.unshift(
      // A GPU of a host, and storage that several hosts share.
      other('11111111-1111-4111-8111-111111111111', host.uuid),
      other('22222222-2222-4222-8222-222222222222', null),
    );
    fixture.cloud.routes['placement /resource_providers'] = { body };
    const { cluster } = await read(fixture.provider());
    expect(cluster.totals.cpu.total).toBe(4 * 512);
    expect(codes(cluster.limitations)).toEqual(['allocated-only']);
    const requests = fixture.cloud.sent('placement /resource_providers/');
    expect(requests).toHaveLength(10);
    expect(requests.map(({ route }) => route).join()).not.toMatch(/1111|2222/);
  });

  it('sends at most one request per refresh, and one per host and half minute', async () => {
    let now = systemClock.monotonic();
    jest.spyOn(systemClock, 'monotonic').mockImplementation(() => now);
    const lab = fixture.provider();
    await read(lab);
    fixture.cloud.requests.length = 0;
    const perRefresh: number[] = [];
    const refreshes = 40;
    for (let refresh = 0; refresh < refreshes; refresh += 1) {
      now += 15_000;
      const before = fixture.cloud.sent('placement /').length;
      await read(lab);
      perRefresh.push(fixture.cloud.sent('placement /').length - before);
    }
    const hosts = 5;
    const halfMinutes = (refreshes * 15) / 30;
    expect(fixture.cloud.sent('placement /').length).toBeLessThanOrEqual(
      refreshes + hosts * halfMinutes,
    );
    // Requests are spread over the refreshes.
    expect(perRefresh.filter(calls => calls > 1).length).toBeGreaterThan(10);
    expect(Math.max(...perRefresh)).toBeLessThanOrEqual(1 + 2 * hosts);
  });

  describe('with a hundred hosts', () => {
    const GIB = 1024 ** 3;
    const uuid = (kind: number, host: number) =>
      `0000000${kind}-0000-4000-8000-${String(host).padStart(12, '0')}`;
    let clock = 0;
    let hosts: Array<{
      cores: number;
      usages: Record<string, number>;
      generation: number;
    }>;
    let servers: Array<Record<string, unknown>>;
    let created = 0;

    function serverOn(host: number, more: object = {}) {
      created += 1;
      return {
        id: uuid(3, created),
        name: `vm-${created}`,
        status: 'ACTIVE',
        tenant_id: 'p',
        image: { id: 'i' },
        flavor: { vcpus: 2, ram: 4096, disk: 40, ephemeral: 0, swap: 0 },
        'OS-EXT-SRV-ATTR:host': `c-${host}`,
        'OS-EXT-SRV-ATTR:hypervisor_hostname': `c-${host}.lab`,
        'OS-EXT-STS:power_state': 1,
        ...more,
      };
    }

    beforeEach(() => {
      clock = systemClock.monotonic();
      created = 0;
      jest.spyOn(systemClock, 'monotonic').mockImplementation(() => clock);
      hosts = Array.from({ length: 100 }, (_, host) => ({
        cores: 64,
        // One host has more than its servers take: a resize that is not confirmed.
        usages: { VCPU: host === 3 ? 6 : 2, MEMORY_MB: 4096, DISK_GB: 40 },
        generation: 1,
      }));
      servers = hosts.map((_, host) => serverOn(host));
      const { routes } = fixture.cloud;
      routes['compute /os-hypervisors/detail'] = () => ({
        body: {
          hypervisors: hosts.map((_, host) => ({
            id: uuid(1, host),
            hypervisor_hostname: `c-${host}.lab`,
            hypervisor_type: 'QEMU',
            state: 'up',
            status: 'enabled',
            service: { host: `c-${host}` },
          })),
        },
      });
      routes['compute /os-services'] = { body: { services: [] } };
      routes['compute /servers/detail'] = () => ({ body: { servers } });
      routes['placement /resource_providers'] = () => ({
        body: {
          resource_providers: hosts.map(({ generation }, host) => ({
            uuid: uuid(1, host),
            name: `c-${host}.lab`,
            generation,
          })),
        },
      });
      hosts.forEach((row, host) => {
        const path = `placement /resource_providers/${uuid(1, host)}`;
        routes[`${path}/inventories`] = () => ({
          body: {
            inventories: {
              VCPU: { total: row.cores, reserved: 0, allocation_ratio: 1 },
              MEMORY_MB: { total: 65536, reserved: 0, allocation_ratio: 1 },
              // No two hosts have disks of about one size.
              DISK_GB: { total: Math.round(1000 * 1.02 ** host) },
            },
          },
        });
        routes[`${path}/usages`] = () => ({ body: { usages: row.usages } });
      });
    });

    /** Reads 15 seconds later; the nodes, and how many requests that took. */
    async function readLater(lab: ReturnType<typeof fixture.provider>) {
      clock += 15_000;
      fixture.cloud.requests.length = 0;
      const { cluster } = await read(lab);
      return { ...cluster, requests: fixture.cloud.requests.length };
    }

    it('knows the allocation of hosts at the next refresh, with six requests at most', async () => {
      const lab = fixture.provider();
      await read(lab);
      const before = await readLater(lab);
      expect(before.requests).toBeLessThanOrEqual(6);
      expect(before.totals.cpu).toEqual({ total: 6400, requested: 204 });

      // Ten servers are created and one is deleted, before Placement is asked about their hosts.
      for (let host = 10; host < 20; host += 1) {
        servers.push(serverOn(host));
        hosts[host].usages = { VCPU: 4, MEMORY_MB: 8192, DISK_GB: 80 };
        hosts[host].generation += 1;
      }
      servers = servers.filter(({ name }) => name !== 'vm-1');
      hosts[0].usages = { VCPU: 0, MEMORY_MB: 0, DISK_GB: 0 };
      hosts[0].generation += 1;
      const after = await readLater(lab);
      expect(after.requests).toBeLessThanOrEqual(6);
      const requested = [0, 3, 10, 19, 20].map(
        host => after.nodes[host].cpu.requested,
      );
      expect(requested).toEqual([0, 6, 4, 4, 2]);
      expect(after.nodes[19].memory.requested).toBe(8 * GIB);
      expect(after.totals.cpu.requested).toBe(204 + 20 - 2);
      for (let refresh = 0; refresh < 15; refresh += 1) {
        const later = await readLater(lab);
        expect(later.requests).toBeLessThanOrEqual(6);
        expect(later.totals.cpu.requested).toBe(222);
      }
    });

    it('asks Placement first about hosts whose allocation is not that of their servers', async () => {
      const lab = fixture.provider();
      await read(lab);
      // A resize: the server is on another host, and both are allocated.
      Object.assign(servers[5], {
        status: 'VERIFY_RESIZE',
        'OS-EXT-SRV-ATTR:host': 'c-6',
        'OS-EXT-SRV-ATTR:hypervisor_hostname': 'c-6.lab',
      });
      hosts[6].usages = { VCPU: 4, MEMORY_MB: 8192, DISK_GB: 80 };
      hosts[5].generation += 1;
      hosts[6].generation += 1;
      const { nodes, requests } = await readLater(lab);
      expect(requests).toBeLessThanOrEqual(6);
      expect([5, 6].map(host => nodes[host].cpu.requested)).toEqual([2, 4]);
    });

    it('reads an inventory again when its generation changes, and says how old it is until then', async () => {
      const lab = fixture.provider();
      await read(lab);
      hosts[7].cores = 128;
      for (const host of [7, 8, 9]) {
        hosts[host].generation += 1;
        servers.push(serverOn(host));
      }
      const second = await readLater(lab);
      // Usages of hosts with new servers come first.
      expect(second.nodes[7].metadata?.capacityReadAt).toMatch(/^20\d\d-/);
      let later = second;
      for (let refresh = 0; refresh < 4; refresh += 1) {
        later = await readLater(lab);
        expect(later.requests).toBeLessThanOrEqual(6);
      }
      expect(later.nodes[7].cpu.total).toBe(128);
      expect(later.nodes[7].metadata).not.toHaveProperty('capacityReadAt');
    });

    it('reports hosts that Placement does not know', async () => {
      const list = fixture.cloud.routes['placement /resource_providers'];
      fixture.cloud.routes['placement /resource_providers'] = request => {
        const response = typeof list === 'function' ? list(request) : list;
        const { resource_providers: rows } = response!.body as any;
        return { body: { resource_providers: rows.slice(2) } };
      };
      const { cluster } = await read(fixture.provider());
      expect(cluster.nodes[0].cpu).toEqual({});
      expect(cluster.limitations).toContainEqual(
        expect.objectContaining({
          code: 'placement-unknown-host',
          params: { count: 2, host: 'c-0.lab' },
        }),
      );
    });

    it('adds up no disks of the same size, which may be one pool that all hosts share', async () => {
      const lab = fixture.provider();
      expect((await read(lab)).cluster.totals.storage).toMatchObject({
        requested: 100 * 40 * GIB,
      });
      for (let host = 0; host < 100; host += 1) {
        fixture.cloud.routes[
          `placement /resource_providers/${uuid(1, host)}/inventories`
        ] = {
          body: {
            inventories: {
              VCPU: { total: 64 },
              DISK_GB: { total: 50_000, reserved: 0, allocation_ratio: 1 },
            },
          },
        };
      }
      const { cluster } = await read(fixture.provider());
      expect(cluster.totals.cpu.total).toBe(6400);
      expect(cluster.totals).not.toHaveProperty('storage');
      expect(cluster.limitations).toContainEqual(
        expect.objectContaining({
          code: 'disk-may-be-shared',
          params: { count: 100, size: 50_000 },
        }),
      );
    });
  });

  it('reads hosts without compute services', async () => {
    fixture.cloud.routes['compute /os-services'] = { status: 500 };
    const { cluster } = await read(fixture.provider());
    expect(cluster.nodes[0].metadata).not.toHaveProperty('zone');
    expect(codes(cluster.limitations)).toContain('services-unreadable');
  });

  it('excludes bare metal from sums and Placement, and distinguishes equal host names', async () => {
    const { body } = recorded('hypervisors-detail-admin-2.88');
    const [first, second] = body.hypervisors;
    second.hypervisor_hostname = first.hypervisor_hostname;
    body.hypervisors[2].hypervisor_type = 'ironic';
    fixture.cloud.routes['compute /os-hypervisors/detail'] = { body };
    const { cluster, workloads } = await read(fixture.provider());
    expect(cluster.nodes.slice(0, 2).map(({ name }) => name)).toEqual([
      // Links and history of the first one use its name.
      'compute-1.lab.internal',
      'compute-1.lab.internal (compute-3)',
    ]);
    expect(
      workloads.items.find(({ name }) => name === 'payments-api-1')?.node,
    ).toBe('compute-1.lab.internal');
    expect(cluster.nodes[2].cpu).toEqual({});
    expect(cluster.totals.cpu.total).toBe(3 * 512);
    expect(fixture.cloud.sent('placement /resource_providers/')).toHaveLength(
      8,
    );
  });
});
