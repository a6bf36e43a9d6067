import {
  coreServices,
  createServiceFactory,
  type BackendFeature,
  type CacheService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { demoFleet, startSimulator } from '@infra-dashboard/simulator';
import request from 'supertest';
import { features as ownFeatures } from '../testing/features';
import type { Knex } from '../database';
import { createFakeFactory, fakeNode } from '../testing/FakeProvider';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { platformModule } from '../testing/platformModule';

// A backend starts in a second on an idle machine, and CI is not one.
jest.setTimeout(120_000);

/** PostgreSQL too, where the environment names a server. */
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15', 'POSTGRES_18'],
  disableDocker: true,
});

/** One store for all portals, as a Redis is. */
function createStore() {
  const entries = new Map<string, string>();
  const service: CacheService = {
    get: async key => JSON.parse(entries.get(key) ?? 'null') ?? undefined,
    set: async (key, value) => void entries.set(key, JSON.stringify(value)),
    delete: async key => void entries.delete(key),
    withOptions: () => service,
  };
  const factory = createServiceFactory({
    service: coreServices.cache,
    deps: {},
    factory: () => service,
  });
  return { entries, factory };
}

describe.each(databases.eachSupportedId())(
  'a cache shared by portals, %s',
  id => {
    const backends: TestBackend[] = [];

    afterEach(async () => {
      await Promise.all(backends.splice(0).map(backend => backend.stop()));
    });

    /** A replica with a database, the store of all and some providers. */
    async function startBackend(options: {
      store: ReturnType<typeof createStore>;
      getClient: () => Promise<Knex>;
      providers: JsonObject[];
      features?: BackendFeature[];
    }) {
      const { features = [], getClient, providers, store } = options;
      const backend = await startTestBackend({
        features: [
          ...ownFeatures,
          ...features,
          store.factory,
          createServiceFactory({
            service: coreServices.database,
            deps: {},
            factory: () => ({ getClient }),
          }),
          mockServices.rootConfig.factory({
            data: {
              backend: {
                baseUrl: 'http://localhost:7007',
                cache: { store: 'redis', connection: 'redis://cache:6379' },
              },
              infraDashboard: {
                providers,
                defaults: { refreshInterval: '1h', timeout: '5s' },
                history: { enabled: false },
              },
            },
          }),
        ],
      });
      backends.push(backend);
      return async (method: 'get' | 'post', path: string) => {
        const { body, status } = await request(backend.server)
          [method](`/api/infra-dashboard${path}`)
          .set('Authorization', mockCredentials.user.header());
        expect(status).toBe(200);
        return body;
      };
    }

    /**
     * A replica whose only entry has the same text everywhere, and leads to the cluster that the
     * replica runs in.
     */
    async function startReplica(options: {
      store: ReturnType<typeof createStore>;
      getClient: () => Promise<Knex>;
      node: string;
    }) {
      const { behavior, factory } = createFakeFactory();
      const replica = { reads: 0 };
      behavior.topology = async ({ name }) => {
        replica.reads += 1;
        return [
          {
            name,
            health: 'healthy',
            nodes: [fakeNode(name, options.node)],
            totals: { cpu: {}, memory: {}, nodes: { total: 1 } },
          },
        ];
      };
      const nomad = platformModule(factory);
      const call = await startBackend({
        ...options,
        providers: [{ name: 'own', type: 'nomad' }],
        features: [nomad],
      });
      const nodes = async (): Promise<string[]> => {
        const cluster = await call('get', '/clusters/own');
        return cluster.nodes.map(({ name }: { name: string }) => name);
      };
      const refresh = () => call('post', '/providers/own/refresh');
      await waitFor(async () => expect(await nodes()).toHaveLength(1));
      return { replica, nodes, refresh };
    }

    it('is never read across portals, whatever their entries have in common', async () => {
      const store = createStore();
      const first = await databases.init(id);
      const second = await databases.init(id);
      const start = (knex: Knex, node: string) =>
        startReplica({ store, node, getClient: async () => knex });
      const one = await start(first, 'of-one');
      await waitFor(() => expect(store.entries.size).toBe(1));
      const other = await start(second, 'of-other');
      await waitFor(() => expect(store.entries.size).toBe(2));
      expect(await one.nodes()).toEqual(['of-one']);
      expect(await other.nodes()).toEqual(['of-other']);
      // Neither after a restart, when each finds what it has left there itself.
      const again = await start(second, 'not read');
      expect(await again.nodes()).toEqual(['of-other']);
      expect(again.replica.reads).toBe(0);
      expect(store.entries.size).toBe(2);
    });

    it('is shared by the replicas of one portal', async () => {
      const store = createStore();
      const knex = await databases.init(id);
      const start = (node: string) =>
        startReplica({ store, node, getClient: async () => knex });
      const first = await start('read');
      await waitFor(() => expect(store.entries.size).toBe(1));
      const second = await start('not read');
      expect(await second.nodes()).toEqual(['read']);
      expect(second.replica.reads).toBe(0);
      expect(first.replica.reads).toBe(1);
    });

    it('is not used until the portal id was read from the database', async () => {
      const store = createStore();
      const knex = await databases.init(id);
      let isReachable = false;
      const { replica, refresh } = await startReplica({
        store,
        node: 'n',
        getClient: async () => {
          if (!isReachable) throw new Error('connect ECONNREFUSED');
          return knex;
        },
      });
      await refresh();
      expect(replica.reads).toBe(2);
      expect(store.entries.size).toBe(0);
      isReachable = true;
      await waitFor(async () => {
        await refresh();
        expect(store.entries.size).toBe(1);
      });
    });

    it('holds what each platform reads, so that a second replica costs it nothing', async () => {
      const fleet = demoFleet();
      fleet.clusters = fleet.clusters.filter(({ reachable }) => reachable);
      const simulator = await startSimulator({ fleet });
      const store = createStore();
      const knex = await databases.init(id);
      const start = async () => {
        const call = await startBackend({
          store,
          getClient: async () => knex,
          providers: simulator.providersConfig(),
        });
        return waitFor(async () => {
          const { items } = await call('get', '/clusters?include=nodes');
          for (const { workloadsFreshness: freshness } of items) {
            expect(freshness.state).toBe('fresh');
          }
          const workloads = await call('get', '/workloads?limit=1000');
          return { clusters: items, workloads: workloads.items };
        });
      };
      const first = await start();
      await waitFor(() =>
        expect(store.entries.size).toBe(fleet.clusters.length),
      );
      const before = simulator.requests.count();
      expect(await start()).toEqual(first);
      expect(simulator.requests.count()).toBe(before);
      await simulator.stop();
    });
  },
);
