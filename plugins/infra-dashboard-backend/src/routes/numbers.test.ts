import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  totalsOfNodes,
  type NodeStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import request from 'supertest';
import { features } from '../testing/features';
import { createFakeFactory, fakeNode } from '../testing/FakeProvider';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { platformModule } from '../testing/platformModule';

jest.setTimeout(60_000);

describe('numbers of a cluster, and how old they are', () => {
  it('stay those of measured parts, and keep a persistent problem visible', async () => {
    const nodes: NodeStatus[] = [
      { ...fakeNode('one', 'n1'), cpu: { used: 3.8, total: 4 } },
      {
        ...fakeNode('one', 'n2'),
        ...{ health: 'degraded', statusReason: 'MemoryPressure' },
        cpu: { total: 4 },
      },
      {
        ...fakeNode('one', 'n3'),
        ...{ status: 'not-ready', health: 'failed' },
        cpu: { total: 4 },
      },
    ];
    let isDown = false;
    const fake = createFakeFactory({
      topology: async ({ name }) => {
        if (isDown) throw new ProviderFailure('TIMEOUT', 'No response');
        return [
          {
            ...{ name, nodes, health: 'degraded' },
            statusReason: '2 of 3 nodes unhealthy',
            totals: totalsOfNodes(nodes),
          },
        ];
      },
    });
    const backend = await startTestBackend({
      features: [
        ...features,
        platformModule(fake.factory),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:7007' },
            infraDashboard: {
              defaults: { refreshInterval: '1s', staleAfter: '3s' },
              providers: [{ name: 'one', type: 'nomad' }],
            },
          },
        }),
      ],
    });
    const get = async (path: string) => {
      const { body } = await request(backend.server)
        .get(`/api/infra-dashboard${path}`)
        .set('Authorization', mockCredentials.user.header());
      return body;
    };

    await waitFor(async () => {
      const [cluster] = (await get('/clusters')).items;
      expect(cluster).toMatchObject({
        freshness: { state: 'fresh' },
        totals: {
          cpu: { used: 3.8, total: 8, measuredTotal: 4, percentage: 95 },
          nodes: { total: 3, ready: 2, 'not-ready': 1 },
          nodesByHealth: { total: 3, healthy: 1, degraded: 1, failed: 1 },
        },
      });
    });
    // Workloads are shown when they are stored.
    await waitFor(async () => {
      expect(await get('/clusters/one/nodes/n2')).toMatchObject({
        health: 'degraded',
        freshness: { state: 'fresh', observedAt: expect.any(String) },
        workloadsFreshness: { state: 'fresh' },
      });
    });

    const first = await get('/nodes?health=failed,degraded&sort=-name&limit=1');
    expect(first).toMatchObject({
      items: [{ name: 'n3', cluster: 'one', freshness: { state: 'fresh' } }],
      totalItems: 2,
    });
    const { nextCursor: cursor } = first;
    const rest = `/nodes?health=failed,degraded&sort=-name&cursor=${cursor}`;
    expect(await get(rest)).toMatchObject({ items: [{ name: 'n2' }] });

    isDown = true;
    const error = { code: 'TIMEOUT', message: 'No response' };
    await waitFor(async () => {
      expect((await get('/clusters')).items[0]).toMatchObject({
        ...{ health: 'unknown', lastKnownHealth: 'degraded', error },
        statusReason: '2 of 3 nodes unhealthy',
      });
    });
    const node = await get('/clusters/one/nodes/n1');
    expect(node).toMatchObject({
      error,
      freshness: { state: 'stale', observedAt: expect.any(String) },
      workloadsFreshness: { state: 'stale' },
    });
    await backend.stop();
  });
});
