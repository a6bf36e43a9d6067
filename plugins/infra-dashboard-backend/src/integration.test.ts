import {
  nodeStatusSchema,
  workloadPageSchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { generateFleet } from '@infra-dashboard/simulator';
import { useSimulatedFleet } from './__testUtils__/useSimulatedFleet';

// A backend starts in a second on an idle machine, and CI is not one.
jest.setTimeout(60_000);

describe('infraDashboardPlugin with a simulated fleet', () => {
  const fleet = useSimulatedFleet();
  const { start, restart, get, clusters, settled } = fleet;

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
      // Without the node that is down.
      total: 640,
      requested: 70,
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
    fleet.simulator.faults.add({ cluster: 'pve-lab', kind: 'hang' });
    await restart();
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
    fleet.simulator.requests.reset();
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
      expect(fleet.simulator.requests.count(reads)).toBeGreaterThan(2);
    });
    const refreshes = fleet.simulator.requests.count({
      cluster: 'pve-paris',
      path: '/api2/json/cluster/resources',
    });
    const seconds = (Date.now() - startedAt) / 1000;
    expect(refreshes).toBeLessThanOrEqual(seconds / 0.9 + 1);
    // One of them may still be under way.
    expect(
      fleet.simulator.requests.count({ cluster: 'pve-paris' }),
    ).toBeLessThanOrEqual(2 * refreshes);
    expect(fleet.simulator.requests.count({ path: '/v3/auth/tokens' })).toBe(0);
  });

  it('costs Proxmox VE two requests a refresh, however large the cluster is', async () => {
    const large = generateFleet({
      clusters: { proxmox: 1 },
      nodesPerCluster: 40,
      workloadsPerCluster: 2_000,
    });
    await start({
      fleet: large,
      config: { defaults: { refreshInterval: '1s', timeout: '5s' } },
    });
    await settled();
    fleet.simulator.requests.reset();
    await waitFor(() =>
      expect(fleet.simulator.requests.count()).toBeGreaterThan(3),
    );
    const resources = fleet.simulator.requests.count({
      path: '/api2/json/cluster/resources',
    });
    expect(fleet.simulator.requests.count()).toBeLessThanOrEqual(2 * resources);
  });

  it('pins the certificate of Proxmox VE', async () => {
    await start({ https: true });
    const all = await settled('k8s-edge');
    expect(all['pve-paris'].error).toBeUndefined();
  });
});
