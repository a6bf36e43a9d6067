import {
  coreServices,
  createBackendModule,
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
import type { ConnectionCheck } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  infraDashboardPlatformsExtensionPoint,
  ProviderFailure,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import request from 'supertest';
import { features } from '../testing/features';
import { createFakeFactory, FakeProvider } from '../testing/FakeProvider';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';

jest.setTimeout(60_000);

const BASE = '/api/infra-dashboard/providers';

describe('managing providers', () => {
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

  const fakes = createBackendModule({
    pluginId: 'infra-dashboard',
    moduleId: 'fakes',
    register(env) {
      env.registerInit({
        deps: { providers: infraDashboardPlatformsExtensionPoint },
        async init({ providers }) {
          providers.addPlatform(fake.factory);
        },
      });
    },
  });

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

  function call(method: 'get' | 'post' | 'put', path: string) {
    return request(backend.server)
      [method](path)
      .set('Authorization', mockCredentials.user.header());
  }

  async function stateOf(name: string) {
    const { body } = await call('get', BASE);
    return body.items.find((one: any) => one.name === name)?.state;
  }

  beforeEach(async () => {
    events.length = 0;
    auditor.createEvent.mockImplementation(async ({ eventId, meta }) => ({
      success: async () => {
        events.push(`${eventId} ${meta?.provider} success`);
      },
      fail: async ({ error }: any) => {
        events.push(`${eventId} ${meta?.provider} ${error.name}`);
      },
    }));
    permissions.authorize.mockResolvedValue([
      { result: AuthorizeResult.ALLOW },
    ]);
    permissions.authorizeConditional.mockResolvedValue([
      {
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'infra-dashboard',
        resourceType: 'infra-cluster',
        conditions: {
          not: {
            resourceType: 'infra-cluster',
            rule: 'IS_CLUSTER',
            params: { names: ['hidden'] },
          },
        },
      },
    ]);
    knex = await databases.init('SQLITE_3');
    await start();
  });

  afterEach(async () => {
    await backend.stop();
    jest.clearAllMocks();
  });

  it('tests a connection, also of a provider that is off, once at a time', async () => {
    const reply: ConnectionCheck = {
      ok: true,
      checks: [{ id: 'nodes', title: 'May list nodes', status: 'passed' }],
    };
    let replyNow = () => {};
    check.mockImplementationOnce(
      () =>
        new Promise(resolve => {
          replyNow = () => resolve(reply);
        }),
    );
    const both = [1, 2].map(() => call('post', `${BASE}/one/test`).then());
    await waitFor(async () => expect(check).toHaveBeenCalledTimes(1));
    await new Promise(next => setTimeout(next, 50));
    replyNow();
    for (const { status, body } of await Promise.all(both)) {
      expect([status, body]).toEqual([200, reply]);
    }
    expect(check).toHaveBeenCalledTimes(1);

    check.mockRejectedValueOnce(
      new ProviderFailure('TLS', 'The certificate is not trusted', {
        hint: 'Add its authority',
      }),
    );
    const off = await call('post', `${BASE}/off/test`);
    expect(off.body).toEqual({
      ok: false,
      checks: [
        {
          id: 'connect',
          title: 'Connect',
          status: 'failed',
          message: 'The certificate is not trusted',
          remedy: 'Add its authority',
        },
      ],
    });
    expect(fake.providers.at(-1)).toMatchObject({
      name: 'off',
      isClosed: true,
    });
    const wrong = await call('post', `${BASE}/wrong/test`);
    expect(wrong.body.checks[0].message).toContain(
      'infraDashboard.providers[3].nodes',
    );
    expect(events).toEqual([
      'provider-test one success',
      'provider-test one success',
      'provider-test off success',
      'provider-test wrong success',
    ]);
  });

  it('refreshes at once', async () => {
    const read = jest.spyOn(fake.behaviour, 'topology');
    const before = read.mock.calls.length;
    const { status, body } = await call('post', `${BASE}/one/refresh`);
    expect([status, body.name, body.state]).toEqual([200, 'one', 'ok']);
    expect(read.mock.calls.length).toBe(before + 1);
    const off = await call('post', `${BASE}/off/refresh`);
    expect([off.status, off.body.error.message]).toEqual([
      400,
      "The provider 'off' is disabled",
    ]);
  });

  it('switches providers on and off, over restarts and for all replicas', async () => {
    const off = await call('put', `${BASE}/one/enabled`).send({
      enabled: false,
    });
    expect([off.status, off.body.state]).toEqual([200, 'disabled']);
    await call('put', `${BASE}/off/enabled`).send({ enabled: true });
    await waitFor(async () => expect(await stateOf('off')).toBe('ok'));
    expect(await knex('provider_switches').select()).toEqual([
      expect.objectContaining({
        provider: 'one',
        changed_by: 'user:default/mock',
      }),
      expect.objectContaining({ provider: 'off' }),
    ]);
    await backend.stop();
    const restarted = start().catch(() => {});
    await waitFor(async () => expect(await stateOf('one')).toBe('disabled'));
    await call('put', `${BASE}/one/enabled`).send({ enabled: true });
    await restarted;
    const wrong = await call('put', `${BASE}/wrong/enabled`).send({
      enabled: false,
    });
    expect(wrong.status).toBe(400);
  });

  it('names what is wrong with a body', async () => {
    const cases: Array<[object | string, string]> = [
      [{}, 'enabled: must be true or false'],
      [{ enabled: 'yes' }, 'enabled: must be true or false'],
      [{ enabled: true, force: 1 }, 'force'],
      [[], 'body'],
    ];
    for (const [body, message] of cases) {
      const reply = await call('put', `${BASE}/one/enabled`).send(body);
      expect(reply.status).toBe(400);
      expect(reply.body.error.message).toContain(message);
    }
    const broken = await call('put', `${BASE}/one/enabled`)
      .set('Content-Type', 'application/json')
      .send('{');
    expect(broken.status).toBe(400);
  });

  it('validates an entry as the configuration is, and repeats no secret', async () => {
    const good = await call('post', `${BASE}/validate`).send({
      name: 'pve-paris',
      type: 'proxmox',
      url: 'https://portal:hunter2@pve1.example:8006',
      tokenId: 'backstage@pve!portal',
      tokenSecret: 's3cret-value',
    });
    expect(good.status).toBe(200);
    expect(good.text).not.toMatch(/s3cret-value|hunter2/);
    expect(good.body.variables).toEqual(['PVE_PARIS_TOKEN_SECRET']);
    expect(good.body.snippet).toContain(
      'tokenSecret: ${PVE_PARIS_TOKEN_SECRET}',
    );
    const bad = await call('post', `${BASE}/validate`).send({
      name: 'pve',
      type: 'proxmox',
      url: 'https://pve1.example:8006',
      tokenId: 'no-token-id',
      refreshInterval: 'soon',
    });
    expect(bad.body).toMatchObject({
      ok: false,
      issues: [{ key: 'refreshInterval' }],
    });
    const worse = await call('post', `${BASE}/validate`).send({
      name: 'pve',
      type: 'proxmox',
      url: 'https://pve1.example:8006',
      tokenId: 'no-token-id',
      tokenSecret: 'x',
    });
    expect(worse.body.issues).toEqual([
      { key: 'tokenId', message: expect.stringContaining('user@realm!name') },
    ]);
    const unknown = await call('post', `${BASE}/validate`).send({
      name: 'a',
      type: 'vsphere',
    });
    expect(unknown.body.issues[0].key).toBe('type');
    expect((await call('post', `${BASE}/validate`).send([])).status).toBe(400);
    const deep = await call('post', `${BASE}/validate`)
      .set('Content-Type', 'application/json')
      .send(`{"name":"a","a":${'['.repeat(40_000)}${']'.repeat(40_000)}}`);
    expect(deep.status).toBe(400);
    expect(deep.body.error.message).toContain('more than 32 levels');
  });

  it('requires the permission, and every attempt is audited', async () => {
    const attempts: Array<['post' | 'put', string, object?]> = [
      ['post', `${BASE}/one/test`],
      ['post', `${BASE}/one/refresh`],
      ['put', `${BASE}/one/enabled`, { enabled: false }],
    ];
    for (const [method, path] of attempts) {
      const hidden = await call(method, path.replace('/one/', '/hidden/')).send(
        {
          enabled: false,
        },
      );
      expect(hidden.status).toBe(404);
    }
    permissions.authorize.mockResolvedValue([{ result: AuthorizeResult.DENY }]);
    events.length = 0;
    for (const [method, path, body] of attempts) {
      const reply = await call(method, path).send(body);
      expect(reply.status).toBe(403);
      expect(reply.body.error.message).toContain(
        'infra-dashboard.providers.manage',
      );
    }
    expect((await call('post', `${BASE}/validate`).send({})).status).toBe(403);
    expect(events).toEqual([
      'provider-test one NotAllowedError',
      'provider-refresh one NotAllowedError',
      'provider-switch one NotAllowedError',
    ]);
    const service = await request(backend.server)
      .post(`${BASE}/one/test`)
      .set('Authorization', mockCredentials.service.header());
    expect(service.status).toBe(403);
    const nobody = await request(backend.server)
      .post(`${BASE}/one/test`)
      .set('Authorization', mockCredentials.none.header());
    expect(nobody.status).toBe(401);
    expect(await stateOf('one')).toBe('ok');
  });
});
