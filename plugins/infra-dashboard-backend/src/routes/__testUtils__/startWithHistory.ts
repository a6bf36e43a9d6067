import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import request from 'supertest';
import type { Knex } from '../../database';
import { features } from '../../testing/features';
import {
  createFakeFactory,
  fakeStorage,
  fakeWorkload,
} from '../../testing/FakeProvider';
import { platformModule } from '../../testing/platformModule';

/** A portal with two clusters of a fake platform, whose history is sampled by hand. */
export async function startWithHistory(knex: Knex, history?: JsonObject) {
  const scheduler = mockServices.scheduler();
  const logger = mockServices.rootLogger();
  const logged = jest.spyOn(logger, 'error').mockImplementation(() => {});
  jest.spyOn(logger, 'child').mockReturnValue(logger);
  const fake = createFakeFactory({
    workloads: async ({ name }) => ({
      items: [
        fakeWorkload(name, 'web', { cpu: { usage: 0.5 } }),
        fakeWorkload(name, 'batch', { health: 'stopped' }),
      ],
    }),
  });
  const { topology } = fake.behavior;
  fake.behavior.topology = async provider =>
    (await topology(provider)).map(one => ({
      ...one,
      storages: [
        fakeStorage(one.name, 'pool', { space: { used: 900, total: 1000 } }),
        fakeStorage(one.name, 'unknown', { space: { total: 1000 } }),
      ],
    }));
  const backend = await startTestBackend({
    features: [
      ...features,
      platformModule(fake.factory),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      createServiceFactory({
        service: coreServices.rootLogger,
        deps: {},
        factory: () => logger,
      }),
      mockServices.database.factory({ knex }),
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost:7007' },
          infraDashboard: {
            ...(history && { history }),
            providers: ['one', 'two'].map(name => ({
              ...{ name, type: 'nomad', nodes: 2 },
            })),
          },
        },
      }),
    ],
  });
  const get = (path: string) =>
    request(backend.server)
      .get(`/api/infra-dashboard${path}`)
      .set('Authorization', mockCredentials.user.header());
  await waitFor(async () => {
    const { body } = await get('/clusters');
    expect(body.items.map((one: any) => one.workloadsFreshness.state)).toEqual([
      'fresh',
      'fresh',
    ]);
  });
  return { backend, get, knex, logged, scheduler };
}
