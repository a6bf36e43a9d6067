import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { infraDashboardPlugin } from '@infra-dashboard/backstage-plugin-infra-dashboard-backend';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { infraDashboardModuleNomad } from './module';
import { startFakeNomad } from './startFakeNomad';

// A backend takes seconds to start.
jest.setTimeout(60_000);

describe('the Nomad module', () => {
  let backend: TestBackend;
  let nomad: Awaited<ReturnType<typeof startFakeNomad>>;

  beforeAll(async () => {
    nomad = await startFakeNomad('test-token');
    const entry = { type: 'nomad', url: nomad.url, token: 'test-token' };
    const providers = [
      { ...entry, name: 'nomad-eu' },
      { ...entry, name: 'refused', token: 'revoked-token' },
      { ...entry, name: 'misspelt', tokn: 'test-token' },
    ];
    backend = await startTestBackend({
      features: [
        infraDashboardPlugin,
        infraDashboardModuleNomad,
        mockServices.rootConfig.factory({
          data: { infraDashboard: { providers } },
        }),
      ],
    });
  });

  afterAll(async () => {
    await backend?.stop();
    await nomad?.stop();
  });

  it('shows a region, and why others cannot be read', async () => {
    const origin = `http://127.0.0.1:${backend.server.port()}`;
    const clusters = await waitFor(async () => {
      const response = await fetch(`${origin}/api/infra-dashboard/clusters`);
      const { items } = await response.json();
      expect(items[0].freshness.observedAt).toBeDefined();
      expect(items[0].totals.workloads).toBeDefined();
      expect(items[1].error).toBeDefined();
      return items;
    });
    expect(clusters).toMatchObject([
      {
        name: 'nomad-eu',
        health: 'degraded',
        totals: { nodes: { total: 2 }, workloads: { total: 1, healthy: 1 } },
      },
      { name: 'refused', error: { code: 'UNAUTHORIZED' } },
      {
        name: 'misspelt',
        error: {
          code: 'MISCONFIGURED',
          message: expect.stringContaining("did you mean 'token'"),
        },
      },
    ]);
  });
});
