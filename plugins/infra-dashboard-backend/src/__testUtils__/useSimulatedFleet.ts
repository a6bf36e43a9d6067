import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { clusterListSchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import {
  demoFleet,
  startSimulator,
  type Fleet,
  type Simulator,
} from '@infra-dashboard/simulator';
import request from 'supertest';
import infraDashboardPlugin from '..';

/** The plugin in a real backend, against servers that speak the platforms' protocols. */
export function useSimulatedFleet() {
  let simulator: Simulator;
  let backend: TestBackend;

  async function startBackend(config: JsonObject) {
    backend = await startTestBackend({
      features: [
        infraDashboardPlugin,
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:7007' },
            infraDashboard: {
              providers: simulator.providersConfig(),
              ...config,
            },
          },
        }),
      ],
    });
  }

  async function start(
    options: { fleet?: Fleet; config?: JsonObject; https?: boolean } = {},
  ) {
    const { fleet = demoFleet(), config, https } = options;
    simulator = await startSimulator({ fleet, https });
    await startBackend({
      defaults: { refreshInterval: '1h', timeout: '3s' },
      ...config,
    });
  }

  /** Starts the backend again, with the default settings. */
  async function restart() {
    await backend.stop();
    await startBackend({});
  }

  afterEach(async () => {
    await backend.stop();
    await simulator.stop();
  });

  const get = (path: string, authorization = mockCredentials.user.header()) =>
    request(backend.server).get(path).set('Authorization', authorization);

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

  return {
    start,
    restart,
    get,
    clusters,
    settled,
    get simulator() {
      return simulator;
    },
  };
}
