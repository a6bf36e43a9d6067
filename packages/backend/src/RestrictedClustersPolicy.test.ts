import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import permissionPlugin from '@backstage/plugin-permission-backend';
import searchPlugin from '@backstage/plugin-search-backend';
import catalogModuleInfraDashboard from '@infra-dashboard/backstage-plugin-catalog-backend-module-infra-dashboard';
import infraDashboardPlugin from '@infra-dashboard/backstage-plugin-infra-dashboard-backend';
import searchModuleInfraDashboard from '@infra-dashboard/backstage-plugin-search-backend-module-infra-dashboard';
import { demoFleet, startSimulator } from '@infra-dashboard/simulator';
import request from 'supertest';
import { startKeystone } from './__testUtils__/startKeystone';
import { userHttpAuth } from './__testUtils__/userHttpAuth';
import { waitFor } from './__testUtils__/waitFor';
import permissionPolicyModule from './permissionPolicyModule';

// Five plugins in one process, on a machine that may be busy.
jest.setTimeout(180_000);

const CLOUD = 'os-eu';
const MEMBER = 'user:default/member';
const STRANGER = 'user:default/stranger';

/** A portal with a cloud that only one user may see. */
async function startPortal() {
  const fleet = demoFleet();
  fleet.clusters = fleet.clusters.filter(({ name }) =>
    [CLOUD, 'pve-lab'].includes(name),
  );
  const simulator = await startSimulator({ fleet });
  const keystone = await startKeystone(simulator.clusters.get(CLOUD)!.url);
  const scheduler = mockServices.scheduler();
  const providers = simulator.providersConfig().map(provider => {
    const { region: _, ...rest } = provider;
    return provider.name === CLOUD
      ? { ...rest, authUrl: keystone.authUrl }
      : rest;
  });
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleInfraDashboard,
      infraDashboardPlugin,
      permissionPlugin,
      permissionPolicyModule,
      searchPlugin,
      searchModuleInfraDashboard,
      userHttpAuth,
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      mockServices.rootConfig.factory({
        data: {
          permission: {
            enabled: true,
            infrastructure: {
              restrictedClusters: [{ name: CLOUD, groups: [MEMBER] }],
            },
          },
          catalog: {
            stitchingStrategy: { pollingInterval: { milliseconds: 100 } },
          },
          search: { permissions: { queryLatencyBudgetMs: 30_000 } },
          infraDashboard: {
            defaults: { refreshInterval: '1s', timeout: '5s' },
            providers,
          },
        },
      }),
    ],
  });
  const get = async (path: string, user: string): Promise<any> => {
    const { status, body } = await request(backend.server)
      .get(path)
      .set('Authorization', mockCredentials.user.header(user));
    expect([path, status]).toEqual([path, 200]);
    return body;
  };
  return {
    addRegion(name: string) {
      keystone.addRegion(name);
      simulator.expireTokens(CLOUD);
    },
    /** Brings what was read into the catalog and the search. */
    async publish() {
      await scheduler.triggerTask('infra-dashboard:refresh');
      await scheduler.triggerTask('search_index_infra_dashboard');
    },
    async clusters(user: string): Promise<string[]> {
      const { items } = await get('/api/infra-dashboard/clusters', user);
      return items
        .filter((one: any) => one.workloadsFreshness.state === 'fresh')
        .map((one: any) => one.name)
        .sort();
    },
    /** Titles of the entities of clusters and nodes. */
    async entities(user: string): Promise<string[]> {
      const { items } = await get(
        '/api/catalog/entities/by-query?limit=500&filter=kind=resource',
        user,
      );
      return items.map(({ metadata }: Entity) => metadata.name).sort();
    },
    /** Clusters of the workloads that the search finds. */
    async found(user: string): Promise<string[]> {
      const { results } = await get(
        '/api/search/query?term=&pageLimit=100',
        user,
      );
      return [
        ...new Set<string>(results.map((one: any) => one.document.cluster)),
      ].sort();
    },
    async stop() {
      await backend.stop();
      await keystone.close();
      await simulator.stop();
    },
  };
}

describe('the policy of the portal', () => {
  it('hides a cloud in API, catalog and search, also when it gets a region', async () => {
    const portal = await startPortal();
    const check = async (regions: string[]) => {
      await waitFor(async () =>
        expect(await portal.clusters(MEMBER)).toEqual([...regions, 'pve-lab']),
      );
      await portal.publish();
      const names = regions.map(name => name.toLowerCase());
      await waitFor(async () => {
        const entities = await portal.entities(MEMBER);
        for (const name of [...names, 'pve-lab']) {
          // The entity of the cluster, and that of a node at least.
          expect(
            entities.filter(one => one.startsWith(name)).length,
          ).toBeGreaterThan(1);
        }
      });
      expect(await portal.found(MEMBER)).toEqual([...regions, 'pve-lab']);

      expect(await portal.clusters(STRANGER)).toEqual(['pve-lab']);
      expect(await portal.found(STRANGER)).toEqual(['pve-lab']);
      const entities = await portal.entities(STRANGER);
      expect(entities.filter(name => name.startsWith(CLOUD))).toEqual([]);
      expect(entities).toContain('pve-lab');
    };

    await check([CLOUD]);
    portal.addRegion('RegionTwo');
    // The first one keeps its name.
    await check([CLOUD, `${CLOUD}-RegionTwo`]);
    await portal.stop();
  });
});
