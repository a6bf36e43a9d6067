import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import request from 'supertest';
import { createFakeFactory, FakeProvider } from '../../testing/FakeProvider';
import { features } from '../../testing/features';
import { platformModule } from '../../testing/platformModule';
import { infraClusterConditions } from '../../permissions';
import { decideWith } from '../../permissions/__testUtils__/decideWith';

export const BASE = '/api/infra-dashboard/providers';

/** Starts a backend with four providers before each test, and stops it after. */
export function useManagedProviders() {
  const databases = TestDatabases.create({
    ids: ['SQLITE_3'],
    disableDocker: true,
  });
  const permissions = mockServices.permissions.mock();
  const auditor = mockServices.auditor.mock();
  const events: string[] = [];
  const fake = createFakeFactory();
  const check = jest.spyOn(FakeProvider.prototype, 'check');
  let knex: Awaited<ReturnType<typeof databases.init>>;
  let backend: TestBackend;

  const fakes = platformModule(fake.factory);

  async function start() {
    backend = await startTestBackend({
      features: [
        ...features,
        fakes,
        permissions.factory,
        auditor.factory,
        createServiceFactory({
          service: coreServices.database,
          deps: {},
          factory: () => mockServices.database({ knex }),
        }),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:7007' },
            infraDashboard: {
              providers: [
                { name: 'one', type: 'nomad' },
                { name: 'off', type: 'nomad', enabled: false },
                { name: 'hidden', type: 'nomad' },
                { name: 'wrong', type: 'nomad', nodes: 'many' },
              ],
            },
          },
        }),
      ],
    });
    await waitFor(async () => {
      expect(await stateOf('one')).toBe('ok');
    });
  }

  function call(
    method: 'delete' | 'get' | 'post' | 'put',
    path: string,
    authorization = mockCredentials.user.header(),
  ) {
    return request(backend.server)
      [method](path)
      .set('Authorization', authorization);
  }

  async function stateOf(name: string) {
    const { body } = await call('get', BASE);
    return body.items.find((one: any) => one.name === name)?.state;
  }

  beforeEach(async () => {
    events.length = 0;
    auditor.createEvent.mockImplementation(async ({ eventId, meta }) => ({
      success: async options => {
        const { provider = options?.meta?.by } = meta ?? {};
        events.push(`${eventId} ${provider} success`);
      },
      fail: async ({ error }: any) => {
        const { cluster, problem, provider = cluster ?? problem } = meta ?? {};
        events.push(`${eventId} ${provider} ${error.name}`);
      },
    }));
    permissions.authorize.mockResolvedValue([
      { result: AuthorizeResult.ALLOW },
    ]);
    permissions.authorizeConditional.mockImplementation(
      decideWith({
        'infra-cluster': {
          not: infraClusterConditions.isCluster({ names: ['hidden'] }),
        },
      }),
    );
    knex = await databases.init('SQLITE_3');
    await start();
  });

  afterEach(async () => {
    await backend.stop();
    jest.clearAllMocks();
  });

  return {
    start,
    stop: () => backend.stop(),
    call,
    stateOf,
    readSwitches: () => knex('provider_switches').select(),
    permissions,
    events,
    fake,
    check,
  };
}
