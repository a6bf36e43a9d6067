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
      expect(cluster.totals.cpu).toEqual({ total: 104, requested: 27 });
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
    expect(cluster.totals.cpu).toEqual({ total: 104, requested: 27 });
    expect(cluster.limitations).toContainEqual({
      code: 'placement-missing',
      message:
        'Placement not found (The Keystone catalog has no Placement): capacity is shown without overcommit, where Nova reports it',
      remedy: expect.stringContaining('openstack endpoint create placement'),
      remedyCode: 'register-service',
      params: {
        reason: 'The Keystone catalog has no Placement',
        service: 'Placement',
        type: 'placement',
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
      total: 5 * 512,
      requestedTotal: 4 * 512,
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
    expect(cluster.totals.cpu.total).toBe(5 * 512);
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
      'compute-1.lab.internal (compute-1)',
      'compute-1.lab.internal (compute-3)',
    ]);
    expect(
      workloads.items.find(({ name }) => name === 'payments-api-1')?.node,
    ).toBe('compute-1.lab.internal (compute-1)');
    expect(cluster.nodes[2].cpu).toEqual({});
    expect(cluster.totals.cpu.total).toBe(4 * 512);
    expect(fixture.cloud.sent('placement /resource_providers/')).toHaveLength(
      8,
    );
  });
});
