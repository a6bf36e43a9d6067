import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import searchPlugin from '@backstage/plugin-search-backend';
import catalogModuleInfraDashboard from '@infra-dashboard/backstage-plugin-catalog-backend-module-infra-dashboard';
import infraDashboardPlugin from '@infra-dashboard/backstage-plugin-infra-dashboard-backend';
import searchModuleInfraDashboard from '@infra-dashboard/backstage-plugin-search-backend-module-infra-dashboard';
import {
  fleetSchema,
  startSimulator,
  type Cluster,
  type Simulator,
} from '@infra-dashboard/simulator';
import request from 'supertest';
import { waitFor } from './__testUtils__/waitFor';

// Four plugins in one process, on a machine that may be busy.
jest.setTimeout(300_000);

const CLUSTERS = ['pve', 'k8s', 'os'];

/** One cluster of each platform, with a node and a workload that are about to go. */
async function startPortal() {
  const nodes = [{ name: 'stays' }, { name: 'goes' }];
  const workloads = ['stays', 'goes'].map((name, index) => ({
    name: `workload-${name}`,
    node: 'stays',
    vmid: 100 + index,
  }));
  const simulator = await startSimulator({
    fleet: fleetSchema.parse({
      clusters: [
        { name: 'pve', type: 'proxmox', nodes, workloads },
        { name: 'k8s', type: 'kubernetes', nodes, workloads },
        { name: 'os', type: 'openstack', nodes, workloads },
      ],
    }),
  });
  const scheduler = mockServices.scheduler();
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleInfraDashboard,
      infraDashboardPlugin,
      searchPlugin,
      searchModuleInfraDashboard,
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      mockServices.rootConfig.factory({
        data: {
          catalog: {
            stitchingStrategy: { pollingInterval: { milliseconds: 100 } },
            providers: {
              infraDashboard: {
                removal: { reads: 2, after: { milliseconds: 1 } },
              },
            },
          },
          infraDashboard: {
            defaults: { refreshInterval: '1s', timeout: '5s' },
            providers: simulator.providersConfig().map(provider => ({
              ...provider,
              // So that a list is a list in each refresh.
              ...(provider.type === 'kubernetes' && { skipWatch: true }),
            })),
          },
        },
      }),
    ],
  });
  const get = async (path: string): Promise<any> => {
    const { status, body } = await request(backend.server)
      .get(path)
      .set('Authorization', mockCredentials.user.header());
    expect([path, status]).toEqual([path, 200]);
    return body;
  };
  const readAt = async () => {
    const { items } = await get('/api/infra-dashboard/clusters');
    return items.map((one: any) => [
      one.freshness.observedAt ?? '',
      one.workloadsFreshness.observedAt ?? '',
    ]);
  };
  return {
    simulator,
    /** Waits until each cluster was read twice: one read may be under way. */
    async read() {
      for (let round = 0; round < 2; round += 1) {
        const before = (await readAt()).flat();
        await waitFor(async () => {
          const now = (await readAt()).flat();
          expect(now.every((at: string, i: number) => at > before[i])).toBe(
            true,
          );
        });
      }
    },
    /** Brings what was read into the catalog and the search. */
    async publish() {
      await scheduler.triggerTask('infra-dashboard:refresh');
      await scheduler.triggerTask('search_index_infra_dashboard');
    },
    /** The removed items that are still in the catalog and in the search. */
    async left() {
      const { items } = await get(
        '/api/catalog/entities/by-query?limit=500&filter=kind=resource',
      );
      const { results } = await get('/api/search/query?term=&pageLimit=100');
      return {
        entities: items
          .map((one: any) => one.metadata.name)
          .filter((name: string) => name.endsWith('--goes'))
          .sort(),
        documents: results
          .map((one: any) => one.document)
          .filter(({ title }: any) => title === 'workload-goes')
          .map(({ cluster }: any) => cluster)
          .sort(),
      };
    },
    async stop() {
      await backend.stop();
      await simulator.stop();
    },
  };
}

/** Something that makes lists incomplete, and its end where that shows at once. */
type Spoiler = (
  simulator: Simulator,
) => Promise<(() => Promise<unknown>) | undefined>;

const knob =
  (cluster: string, set: (cluster: any, isOn: boolean) => void): Spoiler =>
  async simulator => {
    await simulator.update(cluster, one => set(one, true));
    return () => simulator.update(cluster, one => set(one, false));
  };

const endless =
  (cluster: string, path: RegExp): Spoiler =>
  async simulator => {
    const end = simulator.faults.add({ cluster, path, kind: 'endless-paging' });
    return async () => end();
  };

const ADMIN: Spoiler = async simulator => {
  await simulator.update('os', one => Object.assign(one, { admin: false }));
  simulator.expireTokens('os');
  // Forbidden requests are not retried for some minutes.
  return undefined;
};

const OUTDATED = knob('pve', (one, isOn) => {
  one.quorate = !isOn;
});

describe('removal from catalog and search', () => {
  it.each<[string, Record<string, Spoiler>]>([
    [
      'cut short or the view of one side',
      {
        pve: OUTDATED,
        k8s: endless('k8s', /\/(nodes|pods)$/),
        os: endless('os', /\/(os-hypervisors|servers)\/detail$/),
      },
    ],
    [
      'denied or of a cell that is down',
      {
        k8s: knob('k8s', (one, isOn) => {
          one.denied = isOn ? ['nodes', 'deployments'] : [];
        }),
        os: knob('os', (one, isOn) => {
          one.cellDown = isOn;
        }),
      },
    ],
    ['those of one project', { os: ADMIN }],
  ])('does not follow lists that are %s', async (_, spoilers) => {
    const portal = await startPortal();
    const { simulator } = portal;
    const names = Object.keys(spoilers).sort();
    await portal.read();
    await waitFor(async () => {
      await portal.publish();
      expect(await portal.left()).toEqual({
        entities: CLUSTERS.map(name => `${name}--goes`).sort(),
        documents: [...CLUSTERS].sort(),
      });
    });

    const ends: Array<Awaited<ReturnType<Spoiler>>> = [];
    for (const spoil of Object.values(spoilers)) {
      ends.push(await spoil(simulator));
    }
    await portal.read();
    for (const name of names) {
      await simulator.update(name, (cluster: Cluster) => {
        cluster.nodes = cluster.nodes.filter(
          one => one.name !== 'goes',
        ) as typeof cluster.nodes;
        cluster.workloads = cluster.workloads.filter(
          one => one.name !== 'workload-goes',
        ) as typeof cluster.workloads;
      });
    }
    for (let round = 0; round < 3; round += 1) {
      await portal.read();
      await portal.publish();
    }
    const left = await portal.left();
    expect(left.entities).toEqual(CLUSTERS.map(name => `${name}--goes`).sort());
    expect(left.documents).toEqual([...CLUSTERS].sort());

    const isMended = ends.every(end => end !== undefined);
    for (const end of ends) await end?.();
    const others = CLUSTERS.filter(name => !isMended || !names.includes(name));
    await waitFor(async () => {
      await portal.read();
      await portal.publish();
      expect(await portal.left()).toEqual({
        entities: others.map(name => `${name}--goes`).sort(),
        documents: others.sort(),
      });
    });
    await portal.stop();
  });
});
