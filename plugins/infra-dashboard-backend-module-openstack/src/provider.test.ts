import {
  clusterStatusSchema,
  nodeStatusSchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { systemClock } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { recorded } from './__fixtures__';
import {
  CloudFixture,
  codes,
  failure,
  read,
} from './__testUtils__/CloudFixture';
import { responseOf } from './__testUtils__/FakeCloud';

const GIB = 1024 ** 3;
const { signal } = new AbortController();

describe('OpenStackProvider', () => {
  const fixture = new CloudFixture();

  afterEach(() => fixture.stop());

  describe('as admin', () => {
    beforeEach(() => fixture.start('admin'));

    it('groups servers by host only if hosts are hidden', async () => {
      const { cluster, workloads } = await read(fixture.provider());
      expect(cluster.hostGroups).toBeUndefined();
      expect(
        workloads.items.filter(
          ({ node, metadata }) => node && metadata?.hostGroup,
        ),
      ).toEqual([]);
    });

    it('reads hypervisors with the numbers of Placement', async () => {
      const { cluster, workloads } = await read(fixture.provider());
      expect(cluster).toMatchObject({
        name: 'lab',
        version: 'compute 2.93',
        health: 'degraded',
        statusReason: '5 hypervisors: 1 down, 1 disabled',
        reasonCode: 'hosts-down-disabled',
        reasonParams: { count: 5, down: 1, disabled: 1 },
        totals: {
          // Without the host that is down.
          cpu: { total: 4 * 512, requested: 36 },
          memory: { requested: 4 * 18 * GIB },
          storage: { total: 8_000 * GIB, requested: 720 * GIB },
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
        ['compute-4', 'online', 'stopped', 'az-b'],
      ]);
      for (const node of cluster.nodes) nodeStatusSchema.parse(node);
      clusterStatusSchema.parse({
        ...cluster,
        complete: { ...cluster.complete, workloads: workloads.complete },
        provider: 'openstack',
        freshness: { state: 'fresh' },
      });
    });

    it('measures uptime by the clock of a cloud that is an hour ahead, and reports it', async () => {
      const uptimes = async () => {
        const { cluster, workloads } = await read(fixture.provider());
        const [{ uptime }] = workloads.items.filter(one => one.uptime);
        return { uptime: uptime!, codes: codes(cluster.limitations) };
      };
      const before = await uptimes();
      fixture.cloud.clockAhead = 3_600;
      const { uptime, codes: reported } = await uptimes();
      expect(Math.abs(uptime - before.uptime - 3_600)).toBeLessThan(60);
      expect(before.codes).toEqual(['allocated-only']);
      expect(reported).toEqual(['clock-ahead', 'allocated-only']);
    });

    it('logs in once, and then requests only what is due', async () => {
      const lab = fixture.provider();
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
          ].map(route => [route, fixture.cloud.sent(route).length]),
        ),
      ).toEqual({
        'POST identity': 1,
        'compute /servers/detail': 1,
        'compute /os-hypervisors': 1,
        'compute /os-services': 1,
        'placement /resource_providers/': 10,
        'identity /projects': 1,
      });
      fixture.cloud.requests.length = 0;
      await read(lab);
      expect(fixture.cloud.logins).toBe(0);
      expect(fixture.cloud.requests.map(({ route }) => route).sort()).toEqual([
        'compute /os-hypervisors/detail',
        'compute /os-services',
        'compute /servers/detail',
        'placement /resource_providers',
      ]);
      // What shows no change is read again a minute later, two values at a time.
      const later = systemClock.monotonic() + 61_000;
      jest.spyOn(systemClock, 'monotonic').mockImplementation(() => later);
      fixture.cloud.requests.length = 0;
      await read(lab);
      const below = fixture.cloud.sent('placement /resource_providers/');
      expect(below).toHaveLength(2);
    });

    it('tries one login if both the token and the password are refused', async () => {
      const lab = fixture.provider();
      await read(lab);
      fixture.cloud.tokens.clear();
      fixture.cloud.requests.length = 0;
      const login = fixture.cloud.routes['POST identity /auth/tokens'];
      fixture.cloud.routes['POST identity /auth/tokens'] = responseOf(
        'token-wrong-password-401',
      );
      const error = await failure(read(lab));
      expect(error.code).toBe('UNAUTHORIZED');
      expect(fixture.cloud.logins).toBe(1);
      // The next refresh, which a user may have requested, tries again.
      expect((await failure(read(lab))).code).toBe('UNAUTHORIZED');
      expect(fixture.cloud.logins).toBe(2);
      fixture.cloud.routes['POST identity /auth/tokens'] = login;
      expect((await read(lab)).cluster.nodes).toHaveLength(5);
    });

    it('logs in once after a token was revoked', async () => {
      const lab = fixture.provider();
      await read(lab);
      fixture.cloud.tokens.clear();
      fixture.cloud.requests.length = 0;
      const { cluster, workloads } = await read(lab);
      expect(codes(cluster.limitations)).toEqual(['allocated-only']);
      expect(workloads.items).toHaveLength(21);
      expect(fixture.cloud.logins).toBe(1);
    });

    it('finds its own cluster, nodes and their servers only', async () => {
      const lab = fixture.provider();
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

    it('fails if its signal aborts, or if the cloud is unreachable', async () => {
      fixture.cloud.routes['compute /servers/detail'] = { delay: 60_000 };
      fixture.cloud.routes['compute /os-hypervisors/detail'] = {
        delay: 60_000,
      };
      const controller = new AbortController();
      const reading = fixture
        .provider()
        .getAllClusters({ signal: controller.signal });
      setTimeout(() => controller.abort(), 300);
      expect((await failure(reading)).code).toBe('TIMEOUT');
      await fixture.cloud.close();
      const error = await failure(
        fixture.provider().getAllClusters({ signal }),
      );
      expect(error).toMatchObject({
        code: 'UNREACHABLE',
        message: 'Keystone refused the connection',
      });
    });
  });

  describe('as member', () => {
    beforeEach(() => fixture.start('member'));

    it('shows quota and servers of the project, and why hosts are hidden', async () => {
      const lab = fixture.provider();
      const { cluster, workloads } = await read(lab);
      expect(cluster).toMatchObject({
        health: 'unknown',
        statusReason: 'No permission to list hypervisors',
        reasonCode: 'hosts-hidden',
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
      // Which of them share a host, but not which host.
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
      // The project name is in the token, and forbidden requests are not repeated.
      expect(fixture.cloud.sent('identity /')).toHaveLength(0);
      fixture.cloud.requests.length = 0;
      await read(lab);
      expect(fixture.cloud.requests.map(({ route }) => route).sort()).toEqual([
        'compute /limits',
        'compute /servers/detail',
      ]);
    });

    it('shows servers if the quota is forbidden, too', async () => {
      fixture.cloud.routes['compute /limits'] = { status: 403 };
      const { cluster, workloads } = await read(fixture.provider());
      expect(cluster.totals).toMatchObject({ cpu: {}, memory: {} });
      expect(codes(cluster.limitations)).toContain('quota-unreadable');
      expect(workloads.items).toHaveLength(14);
    });

    it('fails with a remedy if everything is forbidden', async () => {
      fixture.cloud.routes['compute /servers/detail'] = { status: 403 };
      const lab = fixture.provider();
      expect(await failure(lab.getAllClusters({ signal }))).toMatchObject({
        code: 'FORBIDDEN',
        hint: expect.stringContaining(
          'openstack role add --user demo-user --project demo reader',
        ),
      });
    });
  });
});
