import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  clusterListSchema,
  nodeStatusSchema,
  workloadPageSchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import {
  demoFleet,
  generateFleet,
  startSimulator,
  type Fleet,
  type Simulator,
} from '@infra-dashboard/simulator';
import request from 'supertest';
import infraDashboardPlugin from '.';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';

// A backend starts in a second on an idle machine, and CI is not one.
jest.setTimeout(60_000);

/** The plugin in a real backend, against servers that speak the platforms' protocols. */
describe('infraDashboardPlugin with a simulated fleet', () => {
  let simulator: Simulator;
  let backend: TestBackend;

  async function start(
    options: { fleet?: Fleet; config?: JsonObject; https?: boolean } = {},
  ) {
    const { fleet = demoFleet(), config = {}, https } = options;
    simulator = await startSimulator({ fleet, https });
    backend = await startTestBackend({
      features: [
        infraDashboardPlugin,
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:7007' },
            infraDashboard: {
              providers: simulator.providersConfig(),
              defaults: { refreshInterval: '1h', timeout: '3s' },
              ...config,
            },
          },
        }),
      ],
    });
  }

  afterEach(async () => {
    await backend.stop();
    await simulator.stop();
  });

  const get = (path: string) =>
    request(backend.server)
      .get(path)
      .set('Authorization', mockCredentials.user.header());

  async function clusters(): Promise<Record<string, ClusterStatus>> {
    const response = await get('/api/infra-dashboard/clusters?include=nodes');
    expect(response.status).toBe(200);
    const { items } = clusterListSchema.parse(response.body);
    return Object.fromEntries(items.map(item => [item.name, item]));
  }

  /** Waits until every cluster was read, but for those that cannot be. */
  const settled = (...except: string[]) =>
    waitFor(async () => {
      const all = await clusters();
      for (const cluster of Object.values(all)) {
        const isRead = cluster.workloadsFreshness?.state === 'fresh';
        expect([cluster.name, isRead || except.includes(cluster.name)]).toEqual(
          [cluster.name, true],
        );
      }
      return all;
    });

  it('shows all three platforms, what is broken, and why', async () => {
    await start();
    const all = await settled('k8s-edge');
    expect(Object.keys(all)).toEqual([
      'pve-paris',
      'pve-lab',
      'k8s-prod',
      'k8s-edge',
      'os-eu',
      'os-us',
    ]);
    expect(all['pve-paris']).toMatchObject({
      health: 'degraded',
      version: '8.4.21',
      totals: { nodes: { total: 3, online: 2, offline: 1 } },
    });
    expect(all['k8s-prod']).toMatchObject({
      version: 'v1.36.2',
      totals: {
        nodes: { total: 5 },
        cpu: {
          total: expect.closeTo(34.92),
          used: expect.any(Number),
          requested: expect.any(Number),
        },
      },
    });
    expect(all['k8s-edge']).toMatchObject({
      health: 'unknown',
      error: { code: 'UNREACHABLE' },
    });
    expect(all['os-eu'].totals.cpu).toMatchObject({
      total: 768,
      requested: 74,
    });
    expect(all['os-eu'].totals.cpu.used).toBeUndefined();
    expect(all['os-us'].limitations?.map(({ code }) => code)).toContain(
      'no-permission-nodes',
    );

    const crash = await get('/api/infra-dashboard/workloads?q=recommendations');
    const page = workloadPageSchema.parse(crash.body);
    expect(page.items.find(({ type }) => type === 'pod')).toMatchObject({
      status: 'CrashLoopBackOff',
      health: 'failed',
      restarts: 37,
      owner: { kind: 'Deployment', name: 'recommendations' },
    });
    const node = await get(
      '/api/infra-dashboard/clusters/pve-paris/nodes/pve1',
    );
    expect(nodeStatusSchema.parse(node.body).metadata).toMatchObject({
      cpuModel: 'AMD EPYC 7313 16-Core Processor',
      kernelVersion: 'Linux 6.8.12-9-pve',
    });
    const text = JSON.stringify([all, page]);
    for (const secret of ['simulated-', '00000000-0000-4000', '127.0.0.1:']) {
      expect(text).not.toContain(secret);
    }
  });

  it('respond in the time of the others when one upstream hangs', async () => {
    await start({
      config: { defaults: { refreshInterval: '1h', timeout: '30s' } },
    });
    await settled('k8s-edge');
    simulator.faults.add({ cluster: 'pve-lab', kind: 'hang' });
    await backend.stop();
    backend = await startTestBackend({
      features: [
        infraDashboardPlugin,
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:7007' },
            infraDashboard: { providers: simulator.providersConfig() },
          },
        }),
      ],
    });
    const startedAt = Date.now();
    const all = await settled('k8s-edge', 'pve-lab');
    expect(Date.now() - startedAt).toBeLessThan(5_000);
    expect(all['pve-lab'].freshness.state).toBe('pending');
    expect(all['k8s-edge'].error?.code).toBe('UNREACHABLE');
  });

  it('costs upstream nothing to be looked at, and Keystone one login', async () => {
    await start({
      config: { defaults: { refreshInterval: '1s', timeout: '3s' } },
    });
    await settled('k8s-edge');
    simulator.requests.reset();
    const startedAt = Date.now();
    await Promise.all(Array.from({ length: 100 }, () => clusters()));
    await Promise.all(
      Array.from({ length: 100 }, () => get('/api/infra-dashboard/workloads')),
    );
    await waitFor(() => {
      const reads = {
        cluster: 'pve-paris',
        path: '/api2/json/cluster/resources',
      };
      expect(simulator.requests.count(reads)).toBeGreaterThan(2);
    });
    const refreshes = simulator.requests.count({
      cluster: 'pve-paris',
      path: '/api2/json/cluster/resources',
    });
    const seconds = (Date.now() - startedAt) / 1000;
    expect(refreshes).toBeLessThanOrEqual(seconds / 0.9 + 1);
    // One of them may still be under way.
    expect(
      simulator.requests.count({ cluster: 'pve-paris' }),
    ).toBeLessThanOrEqual(2 * refreshes);
    expect(simulator.requests.count({ path: '/v3/auth/tokens' })).toBe(0);
  });

  it('costs Proxmox VE two requests a refresh, however large the cluster is', async () => {
    const fleet = generateFleet({
      clusters: { proxmox: 1 },
      nodesPerCluster: 40,
      workloadsPerCluster: 2_000,
    });
    await start({
      fleet,
      config: { defaults: { refreshInterval: '1s', timeout: '5s' } },
    });
    await settled();
    simulator.requests.reset();
    await waitFor(() => expect(simulator.requests.count()).toBeGreaterThan(3));
    const resources = simulator.requests.count({
      path: '/api2/json/cluster/resources',
    });
    expect(simulator.requests.count()).toBeLessThanOrEqual(2 * resources);
  });

  it('pins the certificate of Proxmox VE', async () => {
    await start({ https: true });
    const all = await settled('k8s-edge');
    expect(all['pve-paris'].error).toBeUndefined();
  });

  describe('on the routes of the earlier dashboard', () => {
    it('respond in its shapes', async () => {
      await start({ config: { legacyRoutes: { enabled: true } } });
      await settled('k8s-edge');
      const list = await get('/api/proxmox/list');
      expect(list.body).toEqual(['pve-paris', 'pve-lab']);
      const all = await get('/api/proxmox');
      expect(all.body).toHaveLength(2);
      const paris = await get('/api/proxmox/cluster/pve-paris');
      expect(paris.body).toEqual({ ...all.body[0] });
      expect(paris.body).toMatchObject({
        name: 'pve-paris',
        version: '8.4.21',
      });
      expect(
        paris.body.nodes.map((node: any) => [node.id, node.status]),
      ).toEqual([
        ['node/pve1', 'online'],
        ['node/pve2', 'online'],
        ['node/pve3', 'offline'],
      ]);
      expect(paris.body.nodes[0]).toEqual({
        id: 'node/pve1',
        node: 'pve1',
        status: 'online',
        cpu: expect.closeTo(0.42),
        maxcpu: 16,
        mem: expect.any(Number),
        maxmem: 256 * 1024 ** 3,
        uptime: 864000,
        disk: expect.any(Number),
        maxdisk: 500 * 1024 ** 3,
        cpuModel: 'AMD EPYC 7313 16-Core Processor',
        cpuSockets: 2,
        cpuCores: 16,
        kernelVersion: 'Linux 6.8.12-9-pve',
      });
      expect(paris.body.nodes[2]).toEqual({
        id: 'node/pve3',
        node: 'pve3',
        status: 'offline',
        cpu: 0,
        maxcpu: 0,
        mem: 0,
        maxmem: 0,
        uptime: 0,
      });
      const node = await get('/api/proxmox/cluster/pve-paris/node/pve1');
      expect(node.body).toEqual({
        ...paris.body.nodes[0],
        id: 'node/pve-paris/pve1',
      });
      const guests = await get('/api/proxmox/cluster/pve-paris/node/pve1/vms');
      expect(guests.body.map(({ vmid }: any) => vmid)).toEqual([
        101, 110, 122, 130, 201, 900,
      ]);
      expect(guests.body[0]).toEqual({
        vmid: 101,
        name: 'web-shop-1',
        status: 'running',
        cpus: 4,
        cpuUsage: expect.closeTo(0.35),
        maxmem: 8 * 1024 ** 3,
        mem: 4 * 1024 ** 3,
        uptime: 432000,
        type: 'qemu',
      });
      for (const [path, error] of [
        ['/api/proxmox/cluster/nope', 'Cluster not found'],
        ['/api/proxmox/cluster/k8s-prod', 'Cluster not found'],
        ['/api/proxmox/cluster/nope/node/pve1', 'Cluster not found'],
        ['/api/proxmox/cluster/nope/node/pve1/vms', 'Cluster not found'],
        [
          '/api/proxmox/cluster/pve-paris/node/nope',
          'Node not found or offline',
        ],
        [
          '/api/proxmox/cluster/pve-paris/node/pve3',
          'Node not found or offline',
        ],
      ]) {
        const response = await get(path);
        expect([path, response.status, response.body]).toEqual([
          path,
          404,
          { error },
        ]);
      }
    });

    it('opens to callers without credentials where that is configured', async () => {
      await start({ config: { legacyRoutes: { allowUnauthenticated: true } } });
      await settled('k8s-edge');
      const anonymous = await request(backend.server)
        .get('/api/proxmox/list')
        .set('Authorization', mockCredentials.none.header());
      expect(anonymous.body).toEqual(['pve-paris', 'pve-lab']);
    });
  });
});
