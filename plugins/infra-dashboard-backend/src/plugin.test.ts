import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  clusterListSchema,
  providerListSchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { BASE, usePlugin } from './__testUtils__/usePlugin';

// A backend starts in a second on an idle machine, and CI is not one.
jest.setTimeout(60_000);

describe('infraDashboardPlugin', () => {
  const { get, getAs, start } = usePlugin();

  it('serves an invented platform like any other, through every route', async () => {
    await start([
      { name: 'nomad-1', type: 'nomad', nodes: 2, owner: 'group:default/ops' },
    ]);
    const list = await waitFor(async () => {
      const response = await get('/api/infra-dashboard/clusters?include=nodes');
      expect(response.status).toBe(200);
      expect(response.body.items[0].workloadsFreshness.state).toBe('fresh');
      return clusterListSchema.parse(response.body);
    });
    expect(list.items).toEqual([
      expect.objectContaining({
        name: 'nomad-1',
        provider: 'nomad',
        version: '1.9.0',
        health: 'healthy',
        freshness: { state: 'fresh', observedAt: expect.any(String) },
        totals: {
          cpu: { used: 2, total: 8, measuredTotal: 8, percentage: 25 },
          memory: { used: 4, total: 16, measuredTotal: 16, percentage: 25 },
          nodes: { total: 2, ready: 2 },
          nodesByHealth: { total: 2, healthy: 2 },
          workloads: { total: 2, healthy: 1, stopped: 1 },
        },
      }),
    ]);
    expect(list.items[0].nodes).toHaveLength(2);

    const cluster = await get('/api/infra-dashboard/clusters/nomad-1');
    expect(cluster.body.nodes[0].workloads).toEqual({ total: 1, healthy: 1 });
    const node = await get(
      '/api/infra-dashboard/clusters/nomad-1/nodes/client-1',
    );
    expect(node.body).toMatchObject({ name: 'client-1', cpu: { used: 1 } });
    const onNode = await get(
      '/api/infra-dashboard/clusters/nomad-1/nodes/client-1/workloads',
    );
    expect(onNode.body.items.map((w: any) => w.name)).toEqual(['web']);
    const all = await get('/api/infra-dashboard/workloads?q=bat&limit=1');
    expect(all.body).toMatchObject({
      totalItems: 1,
      items: [{ name: 'batch' }],
    });

    const providers = await get('/api/infra-dashboard/providers');
    expect(providerListSchema.parse(providers.body).items).toEqual([
      expect.objectContaining({
        name: 'nomad-1',
        type: 'nomad',
        state: 'ok',
        owner: 'group:default/ops',
        source: 'app-config',
        lastSuccessAt: expect.any(String),
        nextAttemptAt: expect.any(String),
      }),
    ]);
    const health = await get('/api/infra-dashboard/health');
    expect(health.body).toEqual({
      status: 'ok',
      providers: { total: 1, ok: 1 },
      clusters: { total: 1, healthy: 1 },
      breakers: { total: 1, closed: 1 },
      lastSuccessAt: expect.any(String),
      problems: [],
    });
    const openApi = await get('/api/infra-dashboard/openapi.json');
    expect(openApi.body.openapi).toBe('3.1.0');
    expect(Object.keys(openApi.body.paths)).toContain(
      '/clusters/{cluster}/nodes/{node}/workloads',
    );
  });

  it('follows a change of the configuration without a restart', async () => {
    const { fake, config } = await start([
      { name: 'stays', type: 'nomad' },
      { name: 'changes', type: 'nomad' },
      { name: 'goes', type: 'nomad' },
    ]);
    await waitFor(() => expect(fake.providers).toHaveLength(3));
    config.change({
      ...BASE,
      infraDashboard: {
        providers: [
          { name: 'comes', type: 'nomad' },
          { name: 'stays', type: 'nomad' },
          { name: 'changes', type: 'nomad', nodes: 3 },
        ],
      },
    });
    await waitFor(async () => {
      const { body } = await get('/api/infra-dashboard/clusters');
      expect(
        body.items.map((item: any) => [item.name, item.totals.nodes.total]),
      ).toEqual([
        ['comes', 1],
        ['stays', 1],
        ['changes', 3],
      ]);
    });
    expect(
      fake.providers.map(({ name, isClosed }) => [name, isClosed]),
    ).toEqual([
      ['stays', false],
      ['changes', true],
      ['goes', true],
      ['comes', false],
      ['changes', false],
    ]);
  });

  it('rejects bad input and names what is wrong', async () => {
    await start([{ name: 'a', type: 'nomad' }]);
    for (const [path, status, message] of [
      ['/clusters/b', 404, "There is no cluster 'b'"],
      ['/clusters/b/workloads', 404, "There is no cluster 'b'"],
      ['/clusters/a/nodes/x', 404, "There is no node 'x' in the cluster 'a'"],
      ['/clusters/a/nodes/x/workloads', 404, "There is no node 'x'"],
      ['/clusters?health=great', 400, 'health: '],
      ['/clusters?colour=red', 400, 'colour: is not a parameter'],
      ['/workloads?limit=0', 400, 'limit: '],
      ['/workloads?limit=9999', 400, 'limit: '],
      ['/workloads?sort=colour', 400, 'sort: must be one of name, '],
      ['/workloads?cursor=nonsense', 400, 'cursor: '],
      ['/workloads?q=a&q=b', 400, 'q: '],
    ] as const) {
      const response = await get(`/api/infra-dashboard${path}`);
      expect([path, response.status]).toEqual([path, status]);
      expect(response.body.error.message).toContain(message);
    }
  });

  it('requires credentials and permission', async () => {
    await start([{ name: 'a', type: 'nomad' }], {
      result: AuthorizeResult.DENY,
    });
    for (const path of [
      '/api/infra-dashboard/clusters',
      '/api/infra-dashboard/providers',
      '/api/infra-dashboard/workloads',
      '/api/infra-dashboard/health',
      '/api/proxmox',
    ]) {
      const denied = await get(path);
      expect([path, denied.status]).toEqual([path, 403]);
      const anonymous = await getAs(path, mockCredentials.none);
      expect([path, anonymous.status]).toEqual([path, 401]);
    }
  });
});
