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
import { resolve } from 'node:path';
import request from 'supertest';
import { features } from '../testing/features';
import { createFakeFactory, fakeWorkload } from '../testing/FakeProvider';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { platformModule } from '../testing/platformModule';
import { testDatabases } from '../__testUtils__/testDatabases';

jest.setTimeout(180_000);

const fake = createFakeFactory({
  workloads: async ({ name }) => ({
    items: [
      fakeWorkload(name, 'pod', {
        labels: { 'backstage.io/kubernetes-id': 'payments-api' },
      }),
      fakeWorkload(name, 'dns-1'),
      fakeWorkload(name, 'database', { id: `${name}/qemu/110`, type: 'qemu' }),
      fakeWorkload(name, 'nobody'),
    ],
  }),
});

const fakes = platformModule(fake.factory);

describe('ownership with the real catalog', () => {
  const databases = testDatabases();

  it.each(databases.eachSupportedId())(
    'reads the entities of the example files, on %p',
    async databaseId => {
      const backend = await startTestBackend({
        features: [
          catalogPlugin,
          ...features,
          fakes,
          createServiceFactory({
            service: coreServices.database,
            // Each plugin has its own.
            deps: { plugin: coreServices.pluginMetadata },
            factory: async () =>
              mockServices.database({ knex: await databases.init(databaseId) }),
          }),
          mockServices.rootConfig.factory({
            data: {
              catalog: {
                stitchingStrategy: { pollingInterval: { milliseconds: 100 } },
                rules: [{ allow: ['Component', 'System', 'Resource'] }],
                locations: [
                  {
                    type: 'file',
                    target: resolve(
                      __dirname,
                      '../../../../examples/entities.yaml',
                    ),
                  },
                ],
              },
              infraDashboard: {
                ownership: { refreshInterval: '1s' },
                providers: [{ name: 'pve-paris', type: 'nomad' }],
              },
            },
          }),
        ],
      });
      try {
        const owned = await waitFor(async () => {
          const { body } = await request(backend.server)
            .get('/api/infra-dashboard/workloads?entityRef=system:shop')
            .set('Authorization', mockCredentials.user.header());
          if (body.totalItems !== 2) throw new Error(JSON.stringify(body));
          return body.items;
        });
        expect(owned).toEqual([
          expect.objectContaining({
            name: 'database',
            entityRefs: ['resource:default/payments-db'],
            ownerRef: 'group:default/payments',
          }),
          expect.objectContaining({
            name: 'pod',
            entityRefs: ['component:default/payments-api'],
          }),
        ]);
        // The catalog may still be putting its entities together.
        await waitFor(async () => {
          const { body } = await request(backend.server)
            .get('/api/infra-dashboard/workloads?owner=platform')
            .set('Authorization', mockCredentials.user.header());
          expect(body.items.map(({ name }: any) => name)).toEqual(['dns-1']);
        });
      } finally {
        await backend.stop();
      }
    },
  );
});
