import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type CacheService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { infraDashboardPlatformsExtensionPoint } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import request from 'supertest';
import infraDashboardPlugin from '..';
import type { Knex } from '../database';
import { createFakeFactory, fakeNode } from '../testing/FakeProvider';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';

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

    /**
     * A replica whose only entry has the same text everywhere, and leads to the cluster that the
     * replica runs in.
     */
    async function startReplica(options: {
      store: ReturnType<typeof createStore>;
      getClient: () => Promise<Knex>;
      node: string;
    }) {
      const { getClient, node, store } = options;
      const { behaviour, factory } = createFakeFactory();
      const replica = { reads: 0 };
      behaviour.topology = async ({ name }) => {
        replica.reads += 1;
        return [
          {
            name,
            health: 'healthy',
            nodes: [fakeNode(name, node)],
            totals: { cpu: {}, memory: {}, nodes: { total: 1 } },
          },
        ];
      };
      const backend = await startTestBackend({
        features: [
          infraDashboardPlugin,
          createBackendModule({
            pluginId: 'infra-dashboard',
            moduleId: 'nomad',
            register(env) {
              env.registerInit({
                deps: { providers: infraDashboardPlatformsExtensionPoint },
                async init({ providers }) {
                  providers.addPlatform(factory);
                },
              });
            },
          }),
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
                providers: [{ name: 'own', type: 'nomad' }],
                defaults: { refreshInterval: '1h' },
                history: { enabled: false },
              },
            },
          }),
        ],
      });
      backends.push(backend);
      const as = (call: request.Test) =>
        call.set('Authorization', mockCredentials.user.header());
      const path = '/api/infra-dashboard';
      const nodes = async (): Promise<string[]> => {
        const call = request(backend.server).get(`${path}/clusters/own`);
        const { body } = await as(call);
        return body.nodes.map(({ name }: { name: string }) => name);
      };
      const refresh = async () => {
        const url = `${path}/providers/own/refresh`;
        const { status } = await as(request(backend.server).post(url));
        expect(status).toBe(200);
      };
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

    it('is left alone until the database says which portal it is', async () => {
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
  },
);
