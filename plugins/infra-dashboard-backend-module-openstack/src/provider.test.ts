import type {
  Limitation,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  clusterStatusSchema,
  nodeStatusSchema,
  workloadSchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { PartReader } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { recorded } from './__fixtures__';
import { createProvider, PASSWORD } from './__testUtils__/createProvider';
import { answerOf, FakeCloud } from './__testUtils__/FakeCloud';

const GIB = 1024 ** 3;
const { signal } = new AbortController();

function codes(limitations: Limitation[] | undefined): string[] {
  return (limitations ?? []).map(({ code }) => code);
}

describe('PartReader', () => {
  let cloud: FakeCloud;
  let authUrl: string;
  const open: Array<{ close(): Promise<void> }> = [];

  async function start(role: 'admin' | 'member' = 'admin') {
    cloud = new FakeCloud(role);
    open.push(cloud);
    authUrl = await cloud.listen();
  }

  function provider(config: object = {}, timeouts?: object) {
    const created = createProvider(
      { authUrl, ...PASSWORD, ...config },
      timeouts,
    );
    open.unshift(created);
    return created;
  }

  async function read(from: PartReader) {
    const cycle = {};
    const [cluster] = await from.getAllClusters({ signal, cycle });
    const workloads = await from.getWorkloads('lab', { signal, cycle });
    return { cluster, workloads };
  }

  async function failure(promise: Promise<unknown>): Promise<ProviderFailure> {
    const error: any = await promise.catch(reason => reason);
    expect(error).toBeInstanceOf(ProviderFailure);
    return error;
  }

  afterEach(async () => {
    jest.restoreAllMocks();
    for (const item of open.splice(0)) await item.close();
  });

  describe('as admin', () => {
    beforeEach(() => start());

    it('O5: has no use for groups of hosts where it sees the hosts', async () => {
      const { cluster, workloads } = await read(provider());
      expect(cluster.hostGroups).toBeUndefined();
      expect(
        workloads.items.filter(
          ({ node, metadata }) => node && metadata?.hostGroup,
        ),
      ).toEqual([]);
    });

    it('O1, O2, O6: reads hypervisors with the numbers of Placement', async () => {
      const { cluster, workloads } = await read(provider());
      expect(cluster).toMatchObject({
        name: 'lab',
        version: 'compute 2.93',
        health: 'degraded',
        statusReason: 'Of 5 hypervisors: 1 down, 1 disabled',
        totals: {
          cpu: { total: 5 * 512, requested: 45 },
          memory: { requested: 5 * 18 * GIB },
          storage: { total: 10_000 * GIB, requested: 900 * GIB },
          nodes: { total: 5, online: 4, offline: 1 },
          workloads: { total: 21, failed: 2, unknown: 1, healthy: 10 },
        },
        metadata: {
          region: 'RegionOne',
          project: 'admin',
          scope: 'all projects',
          novaMicroversion: '2.93',
        },
      });
      expect(cluster.totals.cpu).not.toHaveProperty('used');
      expect(codes(cluster.limitations)).toEqual(['allocated-only']);
      expect(
        cluster.nodes.map(({ name, status, health, metadata }) => [
          name.split('.')[0],
          status,
          health,
          metadata?.zone,
        ]),
      ).toEqual([
        ['compute-1', 'online', 'healthy', 'az-a'],
        ['compute-3', 'online', 'healthy', 'az-b'],
        ['compute-2', 'online', 'healthy', 'az-a'],
        ['compute-5', 'offline', 'failed', 'az-a'],
        ['compute-4', 'online', 'degraded', 'az-b'],
      ]);
      for (const node of cluster.nodes) nodeStatusSchema.parse(node);
      clusterStatusSchema.parse({
        ...cluster,
        complete: { ...cluster.complete, workloads: workloads.complete },
        provider: 'openstack',
        freshness: { state: 'fresh' },
      });
    });

    it('O5, O9: reads the servers of all projects with their host, project and fault', async () => {
      cloud.routes['compute /servers/d6d10d39-6948-421c-9e56-31de0062a986'] =
        answerOf('server-error-admin');
      const lab = provider();
      const { items, limitations } = (await read(lab)).workloads;
      expect(items).toHaveLength(21);
      expect(limitations).toEqual([]);
      for (const item of items) workloadSchema.parse(item);
      const byName = new Map<string, Workload>(
        items.map(item => [item.name, item]),
      );
      expect(byName.get('payments-db')).toMatchObject({
        node: 'compute-3.lab.internal',
        namespace: 'demo',
      });
      expect(byName.get('ci-runner-1')?.namespace).toBe('platform');
      // The list leaves the fault out; the detail has it.
      expect(byName.get('too-big')).toMatchObject({
        health: 'failed',
        statusReason: 'No valid host was found.',
      });
    });

    it('O3, O12: costs one login, and what is due, in the refreshes that follow', async () => {
      const lab = provider();
      await read(lab);
      expect(
        Object.fromEntries(
          [
            'POST identity',
            'compute /servers/detail',
            'compute /os-hypervisors',
            'compute /os-services',
            'placement /resource_providers/',
            'identity /projects',
          ].map(route => [route, cloud.sent(route).length]),
        ),
      ).toEqual({
        'POST identity': 1,
        'compute /servers/detail': 1,
        'compute /os-hypervisors': 1,
        'compute /os-services': 1,
        'placement /resource_providers/': 10,
        'identity /projects': 1,
      });
      cloud.requests.length = 0;
      await read(lab);
      expect(cloud.logins).toBe(0);
      expect(cloud.requests.map(({ route }) => route).sort()).toEqual([
        'compute /os-hypervisors/detail',
        'compute /os-services',
        'compute /servers/detail',
        'placement /resource_providers',
      ]);
      // After a minute all usages are due, inventories are not.
      const later = Date.now() + 61_000;
      jest.spyOn(Date, 'now').mockImplementation(() => later);
      cloud.requests.length = 0;
      await read(lab);
      const below = cloud.sent('placement /resource_providers/');
      expect(below).toHaveLength(5);
      expect(below.every(({ route }) => route.endsWith('/usages'))).toBe(true);
    });

    it.each([
      ['missing', { status: 404 }, 'placement-missing'],
      [
        'denied',
        answerOf('placement-providers-member'),
        'no-permission-placement',
      ],
      ['broken', { status: 503 }, 'placement-unreadable'],
      ['no JSON', { body: '<html>' }, 'placement-unreadable'],
    ])(
      'O1: takes the numbers of Nova 2.87 where Placement is %s',
      async (_, answer, code) => {
        cloud.routes['placement /resource_providers'] = answer;
        const { cluster } = await read(provider());
        expect(cluster.totals.cpu).toEqual({ total: 104, requested: 27 });
        expect(cluster.nodes[0].metadata?.capacitySource).toBe('Nova');
        expect(codes(cluster.limitations)).toContain(code);
        expect(
          cloud.sent('compute /os-hypervisors').map(item => item.microversion),
        ).toEqual(['2.93', '2.87']);
      },
    );

    it('O13: says so where the catalog has no Placement', async () => {
      cloud.editToken = token => {
        token.catalog = token.catalog.filter(
          ({ type }: { type: string }) => type !== 'placement',
        );
      };
      const { cluster } = await read(provider());
      expect(cluster.totals.cpu).toEqual({ total: 104, requested: 27 });
      expect(cluster.limitations).toContainEqual({
        code: 'placement-missing',
        message:
          'The catalog of Keystone has no Placement: capacity is what Nova says, without overcommit',
        remedy: expect.stringContaining('openstack endpoint create placement'),
      });
    });

    it('O3: keeps what is known of a host that Placement does not answer for', async () => {
      const lab = provider();
      const id = '39e2179a-c887-40ec-8bad-8a7ba4f54d83';
      cloud.routes[`placement /resource_providers/${id}/usages`] = {
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
      // Gone since the list was made is no gap.
      cloud.routes[`placement /resource_providers/${id}/usages`] = answerOf(
        'placement-unknown-404',
      );
      const second = (await read(lab)).cluster;
      expect(codes(second.limitations)).toEqual(['allocated-only']);
    });

    it('O8: keeps the stubs of a cell that does not answer, asking without a limit', async () => {
      cloud.routes['compute /servers/detail'] = ({ query }) =>
        answerOf(
          query.has('limit')
            ? 'downcell-servers-detail-admin-limit'
            : 'downcell-servers-detail-admin-latest',
        );
      cloud.routes['compute /os-hypervisors/detail'] = answerOf(
        'downcell-hypervisors-latest',
      );
      cloud.routes['compute /os-services'] = answerOf(
        'downcell-services-latest',
      );
      const { cluster, workloads } = await read(provider());
      expect(workloads.items).toHaveLength(21);
      expect(cluster.health).toBe('unknown');
      expect(codes(cluster.limitations)).toEqual([
        'hypervisors-unreadable',
        'cell-down',
        'allocated-only',
      ]);
      expect(cluster.totals.workloads).toMatchObject({
        total: 21,
        unknown: 20,
      });
    });

    it('O8: lists the hypervisors of the last good read, as unknown, where Nova fails', async () => {
      const lab = provider();
      const { cluster: before } = await read(lab);
      cloud.routes['compute /os-hypervisors/detail'] = { status: 500 };
      for (let times = 0; times < 2; times += 1) {
        const { cluster } = await read(lab);
        expect(cluster.totals.nodes).toEqual({ total: 5, unknown: 5 });
        // Placement still answers for what the hosts have and have given away.
        expect(before.totals.cpu.total).toBeGreaterThan(0);
        expect(cluster.totals.cpu).toEqual(before.totals.cpu);
        expect(cluster.health).toBe('unknown');
        expect(codes(cluster.limitations)).toEqual([
          'hypervisors-unreadable',
          'hypervisors-outdated',
          'allocated-only',
        ]);
      }
      cloud.routes['placement /resource_providers'] = { status: 500 };
      const { cluster } = await read(lab);
      // The numbers of Nova are as old as its rows.
      expect(cluster.totals).toMatchObject({ cpu: {}, memory: {} });
      expect(cluster.nodes[0]).toMatchObject({ cpu: {}, memory: {} });
      expect(cluster.nodes[0].storage).toBeUndefined();
    });

    it('C5, C8: keeps the hypervisors where the servers fail, and the other way round', async () => {
      const lab = provider();
      cloud.routes['compute /servers/detail'] = answerOf(
        'no-neutron-servers-detail',
      );
      const cycle = {};
      const [cluster] = await lab.getAllClusters({ signal, cycle });
      expect(cluster.nodes).toHaveLength(5);
      expect(cluster.totals.workloads).toBeUndefined();
      expect(codes(cluster.limitations)).toContain('servers-unreadable');
      const error = await failure(lab.getWorkloads('lab', { signal, cycle }));
      expect(error.code).toBe('UPSTREAM_ERROR');

      cloud.routes['compute /os-hypervisors/detail'] = { status: 500 };
      expect((await failure(lab.getAllClusters({ signal }))).code).toBe(
        'UPSTREAM_ERROR',
      );
    });

    it('O12: tries once to log in when both the token and the password are refused', async () => {
      const lab = provider();
      await read(lab);
      cloud.tokens.clear();
      cloud.requests.length = 0;
      const login = cloud.routes['POST identity /auth/tokens'];
      cloud.routes['POST identity /auth/tokens'] = answerOf(
        'token-wrong-password-401',
      );
      const error = await failure(read(lab));
      expect(error.code).toBe('UNAUTHORIZED');
      expect(cloud.logins).toBe(1);
      // The next refresh, which may be one that a person asks for, tries anew.
      expect((await failure(read(lab))).code).toBe('UNAUTHORIZED');
      expect(cloud.logins).toBe(2);
      cloud.routes['POST identity /auth/tokens'] = login;
      expect((await read(lab)).cluster.nodes).toHaveLength(5);
    });

    it('O12: reads on after a token was revoked, at the cost of one login', async () => {
      const lab = provider();
      await read(lab);
      cloud.tokens.clear();
      cloud.requests.length = 0;
      const { cluster, workloads } = await read(lab);
      expect(codes(cluster.limitations)).toEqual(['allocated-only']);
      expect(workloads.items).toHaveLength(21);
      expect(cloud.logins).toBe(1);
    });

    it('O16: shows the hosts while the list of servers takes for ever', async () => {
      const { body } = recorded('servers-page1');
      let pages = 0;
      cloud.routes['compute /servers/detail'] = () => {
        pages += 1;
        const [server] = body.servers;
        const id = `page-${pages}`;
        const href = `http://elsewhere/servers?marker=${id}`;
        return {
          delay: 50,
          body: {
            servers: [{ ...server, id }],
            servers_links: [{ rel: 'next', href }],
          },
        };
      };
      const lab = provider({}, { totalMs: 250 });
      const cycle = {};
      const [cluster] = await lab.getAllClusters({ signal, cycle });
      expect(cluster.totals.cpu.total).toBeGreaterThan(0);
      expect(codes(cluster.limitations)).toContain('servers-unreadable');
      expect(
        await failure(lab.getWorkloads('lab', { signal, cycle })),
      ).toMatchObject({ code: 'TIMEOUT' });
    });

    it('O2, O3: asks Placement for hosts only, not for what hangs below or beside them', async () => {
      const { body } = recorded('placement-providers-latest');
      const [host] = body.resource_providers;
      const other = (uuid: string, parent: string | null) => ({
        ...host,
        uuid,
        name: `${host.name}_${uuid}`,
        parent_provider_uuid: parent,
      });
      body.resource_providers.unshift(
        // A graphics card of a host, and storage that several hosts share.
        other('11111111-1111-4111-8111-111111111111', host.uuid),
        other('22222222-2222-4222-8222-222222222222', null),
      );
      cloud.routes['placement /resource_providers'] = { body };
      const { cluster } = await read(provider());
      expect(cluster.totals.cpu.total).toBe(5 * 512);
      expect(codes(cluster.limitations)).toEqual(['allocated-only']);
      const asked = cloud.sent('placement /resource_providers/');
      expect(asked).toHaveLength(10);
      expect(asked.map(({ route }) => route).join()).not.toMatch(/1111|2222/);
    });

    it('O3: costs at most one request a refresh and one for each host in half a minute', async () => {
      let now = Date.now();
      jest.spyOn(Date, 'now').mockImplementation(() => now);
      const lab = provider();
      await read(lab);
      cloud.requests.length = 0;
      const perRefresh: number[] = [];
      const refreshes = 40;
      for (let refresh = 0; refresh < refreshes; refresh += 1) {
        now += 15_000;
        const before = cloud.sent('placement /').length;
        await read(lab);
        perRefresh.push(cloud.sent('placement /').length - before);
      }
      const hosts = 5;
      const halfMinutes = (refreshes * 15) / 30;
      expect(cloud.sent('placement /').length).toBeLessThanOrEqual(
        refreshes + hosts * halfMinutes,
      );
      // Some refreshes cost none beside the list, and they do not all come together.
      expect(perRefresh.filter(calls => calls > 1).length).toBeGreaterThan(10);
      expect(Math.max(...perRefresh)).toBeLessThanOrEqual(1 + 2 * hosts);
    });

    it('C8: goes on without compute services', async () => {
      cloud.routes['compute /os-services'] = { status: 500 };
      const { cluster } = await read(provider());
      expect(cluster.nodes[0].metadata).not.toHaveProperty('zone');
      expect(codes(cluster.limitations)).toContain('services-unreadable');
    });

    it('O4: leaves bare metal out of sums and out of Placement, and tells namesakes apart', async () => {
      const { body } = recorded('hypervisors-detail-admin-2.88');
      const [first, second] = body.hypervisors;
      second.hypervisor_hostname = first.hypervisor_hostname;
      body.hypervisors[2].hypervisor_type = 'ironic';
      cloud.routes['compute /os-hypervisors/detail'] = { body };
      const { cluster, workloads } = await read(provider());
      expect(cluster.nodes.slice(0, 2).map(({ name }) => name)).toEqual([
        'compute-1.lab.internal (compute-1)',
        'compute-1.lab.internal (compute-3)',
      ]);
      expect(
        workloads.items.find(({ name }) => name === 'payments-api-1')?.node,
      ).toBe('compute-1.lab.internal (compute-1)');
      expect(cluster.nodes[2].cpu).toEqual({});
      expect(cluster.totals.cpu.total).toBe(4 * 512);
      expect(cloud.sent('placement /resource_providers/')).toHaveLength(8);
    });

    it('O7: reads old clouds: integer ids, flavors apart, Placement by name', async () => {
      cloud.max.compute = '2.42';
      const { cluster, workloads } = await read(provider());
      expect(cluster.version).toBe('compute 2.42');
      expect(cluster.nodes[0]).toMatchObject({
        id: expect.stringMatching(/^\d+$/),
        cpu: { total: 512, requested: 9 },
      });
      const server = workloads.items.find(({ name }) => name === 'payments-db');
      expect(server).toMatchObject({
        cpu: { count: 4 },
        memory: { total: 8 * GIB },
        metadata: { flavor: 'm1.large' },
      });
      expect(
        cloud.sent('compute /flavors/detail')[0].query.get('is_public'),
      ).toBe('None');
    });

    it('O7: does not know the size of a server whose flavor was deleted', async () => {
      cloud.max.compute = '2.42';
      const { body } = recorded('flavors-detail-admin-all');
      const gone = body.flavors.find(({ name }: any) => name === 'm1.large');
      body.flavors = body.flavors.filter((flavor: any) => flavor !== gone);
      cloud.routes['compute /flavors/detail'] = { body };
      const { workloads } = await read(provider());
      const server = workloads.items.find(({ name }) => name === 'payments-db');
      expect(server).toMatchObject({
        cpu: {},
        memory: {},
        metadata: { flavor: gone.id },
      });
      const others = workloads.items.filter(({ cpu }) => cpu.count);
      expect(others.length).toBeGreaterThan(10);
    });

    it('O1, O7: asks a Nova from before microversions for nothing that it lacks', async () => {
      // The oldest that is still about: 2.1, which sends no maximum for v2.0.
      cloud.max.compute = '';
      const { cluster, workloads } = await read(provider());
      expect(cluster.nodes).toHaveLength(5);
      expect(workloads.items.length).toBeGreaterThan(10);
      expect(
        cloud.sent('compute /servers/detail').map(item => item.microversion),
      ).toEqual([undefined]);
    });

    it('C5, O8: counts a server that makes no sense instead of failing', async () => {
      const { body } = recorded('servers-detail-all-admin-latest');
      delete body.servers[3].id;
      cloud.routes['compute /servers/detail'] = { body };
      const { workloads } = await read(provider());
      expect(workloads.items).toHaveLength(20);
      expect(workloads.limitations).toEqual([
        {
          code: 'servers-not-understood',
          message: '1 of the servers made no sense and are left out',
        },
      ]);
    });

    it('O5: lists only the own project where allProjects is false', async () => {
      const { cluster, workloads } = await read(
        provider({ allProjects: false }),
      );
      expect(workloads.items).toHaveLength(14);
      expect(cluster.nodes).toHaveLength(5);
      expect(workloads.limitations?.[0]).toEqual({
        code: 'one-project-only',
        message:
          'Only the servers of the project admin are listed, since allProjects is false',
      });
      expect(cloud.sent('identity /projects')).toHaveLength(0);
    });

    it('answers for its own cluster, nodes and their servers only', async () => {
      const lab = provider();
      expect(await lab.getCluster('other', { signal })).toBeUndefined();
      expect(await lab.getWorkloads('other', { signal })).toEqual({
        items: [],
      });
      const node = 'compute-5.lab.internal';
      expect(await lab.getNode('lab', node, { signal })).toMatchObject({
        name: node,
        status: 'offline',
      });
      expect(await lab.getNode('lab', 'none', { signal })).toBeUndefined();
      const { items } = await lab.getWorkloads('lab', { signal, node });
      expect(items.map(({ name }) => name).sort()).toEqual([
        'batch-stopped-2',
        'on-dead-host',
      ]);
    });

    it('checks the connection step by step', async () => {
      const { ok, checks } = await provider().checkConnection({ signal });
      expect(ok).toBe(true);
      expect(checks.map(({ id, status }) => `${id} ${status}`)).toEqual([
        'login passed',
        'catalog passed',
        'servers passed',
        'projects passed',
        'hypervisors passed',
        'placement passed',
      ]);
      expect(checks[0].message).toBe(
        'Project admin, roles admin, member, reader; the token lasts 60 min',
      );
      expect(checks[1].message).toBe(
        'Region RegionOne, microversions up to 2.93',
      );
    });

    it('C7: says at which step the connection fails', async () => {
      const region = await provider({ region: 'us' }).checkConnection({
        signal,
      });
      expect(region.ok).toBe(false);
      expect(region.checks.map(({ status }) => status)).toEqual([
        'passed',
        'failed',
        'skipped',
        'skipped',
        'skipped',
        'skipped',
      ]);
      expect(region.checks[1].remedy).toContain('RegionOne');
      cloud.routes['POST identity /auth/tokens'] = answerOf(
        'token-wrong-password-401',
      );
      const login = await provider().checkConnection({ signal });
      expect([login.ok, login.checks[0].status]).toEqual([false, 'failed']);
      expect(JSON.stringify(login)).not.toMatch(/very-secret|127\.0/);
      // Nothing is listed with credentials that were refused.
      const error = await failure(provider().getAllClusters({ signal }));
      expect(error.code).toBe('UNAUTHORIZED');
    });

    it('C8: ends with its signal, and with a cloud that is gone', async () => {
      cloud.routes['compute /servers/detail'] = { delay: 60_000 };
      cloud.routes['compute /os-hypervisors/detail'] = { delay: 60_000 };
      const controller = new AbortController();
      const reading = provider().getAllClusters({ signal: controller.signal });
      setTimeout(() => controller.abort(), 300);
      expect((await failure(reading)).code).toBe('TIMEOUT');
      await cloud.close();
      const error = await failure(provider().getAllClusters({ signal }));
      expect(error).toMatchObject({
        code: 'UNREACHABLE',
        message: 'Keystone refused the connection',
      });
      open.splice(open.indexOf(cloud), 1);
    });
  });

  describe('as member', () => {
    beforeEach(() => start('member'));

    it('O5: shows the quota and the servers of the project, and why no hosts', async () => {
      const lab = provider();
      const { cluster, workloads } = await read(lab);
      expect(cluster).toMatchObject({
        health: 'unknown',
        statusReason: 'The hypervisors are hidden from these credentials',
        nodes: [],
        totals: {
          cpu: { total: 600, requested: 532 },
          memory: { total: 1280 * GIB, requested: 1064 * GIB },
          nodes: { total: 0 },
          workloads: { total: 14 },
        },
        metadata: {
          project: 'demo',
          scope: 'one project',
          capacitySource: 'project quota',
          quotaInstances: '20',
        },
      });
      const limitations = cluster.limitations ?? [];
      expect(codes(limitations)).toEqual([
        'no-permission-nodes',
        'one-project-only',
        'allocated-only',
      ]);
      for (const { remedy } of limitations.slice(0, 2)) {
        expect(remedy).toContain(
          'openstack role add --user demo-user --project demo admin',
        );
        expect(remedy).toContain('openstack application credential create');
      }
      for (const item of workloads.items) {
        expect(item.node).toBeUndefined();
        expect(item.namespace).toBe('demo');
      }
      // Which of them share a host, though not which host it is.
      const hidden = recorded('servers-detail-member-latest').body.servers;
      const hosts = new Set(
        hidden.map((row: any) => row.hostId).filter(Boolean),
      );
      const groups = cluster.hostGroups ?? [];
      expect(groups).toHaveLength(hosts.size);
      for (const { name, workloads: counts } of groups) {
        const members = workloads.items.filter(
          ({ metadata }) => metadata?.hostGroup === name,
        );
        expect(counts.total).toBe(members.length);
        expect(new Set(members.map(item => item.metadata?.hostId)).size).toBe(
          1,
        );
      }
      const grouped = groups.reduce(
        (sum, item) => sum + item.workloads.total,
        0,
      );
      expect(grouped).toBe(
        workloads.items.filter(({ metadata }) => metadata?.hostId).length,
      );
      // The name of the project came with the token, and refusals are remembered.
      expect(cloud.sent('identity /')).toHaveLength(0);
      cloud.requests.length = 0;
      await read(lab);
      expect(cloud.requests.map(({ route }) => route).sort()).toEqual([
        'compute /limits',
        'compute /servers/detail',
      ]);
    });

    it('O5: shows the servers where not even the quota may be read', async () => {
      cloud.routes['compute /limits'] = { status: 403 };
      const { cluster, workloads } = await read(provider());
      expect(cluster.totals).toMatchObject({ cpu: {}, memory: {} });
      expect(codes(cluster.limitations)).toContain('quota-unreadable');
      expect(workloads.items).toHaveLength(14);
    });

    it('O5: fails with the way out where nothing may be read', async () => {
      cloud.routes['compute /servers/detail'] = { status: 403 };
      const lab = provider();
      expect(await failure(lab.getAllClusters({ signal }))).toMatchObject({
        code: 'FORBIDDEN',
        hint: expect.stringContaining(
          'openstack role add --user demo-user --project demo reader',
        ),
      });
    });

    it('checks the connection, and what would grant the rest', async () => {
      const { ok, checks } = await provider().checkConnection({ signal });
      expect(ok).toBe(true);
      expect(checks.map(({ id, status }) => `${id} ${status}`)).toEqual([
        'login passed',
        'catalog passed',
        'servers passed',
        'projects warning',
        'hypervisors warning',
        'placement warning',
      ]);
      expect(checks[4].remedy).toContain('--role admin');
      expect(checks[5].remedy).toContain('policy.yaml');
    });
  });
});
