import {
  createServiceFactory,
  coreServices,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import {
  clusterListSchema,
  healthReportSchema,
  providerListSchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import request from 'supertest';
import { features } from './testing/features';
import { nomadModule } from './testing/nomadModule';
import { createFakeFactory } from './testing/FakeProvider';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';

// A backend starts in a second on an idle machine, and CI is not one.
jest.setTimeout(60_000);

const DEAD = {
  code: 'UNREACHABLE',
  message: 'Nomad refused the connection',
  hint: 'Start it',
} as const;

/** A rootConfig that can change while the backend runs, as a watched file does. */
function changeableConfig(data: JsonObject) {
  let reader = new ConfigReader(data);
  const listeners = new Set<() => void>();
  const config = new Proxy(
    {},
    {
      get: (_target, key) => {
        if (key === 'subscribe') {
          return (listener: () => void) => {
            listeners.add(listener);
            return { unsubscribe: () => listeners.delete(listener) };
          };
        }
        const value = reader[key as keyof ConfigReader];
        return typeof value === 'function'
          ? (value as Function).bind(reader)
          : value;
      },
    },
  );
  return {
    factory: createServiceFactory({
      service: coreServices.rootConfig,
      deps: {},
      factory: () => config as ConfigReader,
    }),
    change: (next: JsonObject) => {
      reader = new ConfigReader(next);
      listeners.forEach(listener => listener());
    },
  };
}

const BASE = { backend: { baseUrl: 'http://localhost:7007' } };

describe('infraDashboardPlugin', () => {
  let backend: TestBackend | undefined;

  afterEach(async () => {
    await backend?.stop();
    backend = undefined;
  });

  const get = (path: string) =>
    request(backend!.server)
      .get(path)
      .set('Authorization', mockCredentials.user.header());

  async function start(
    providers: JsonObject[],
    options: {
      fake?: ReturnType<typeof createFakeFactory>;
      result?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
    } = {},
  ) {
    const fake = options.fake ?? createFakeFactory();
    const config = changeableConfig({
      ...BASE,
      infraDashboard: { providers, legacyRoutes: {} },
    });
    backend = await startTestBackend({
      features: [
        ...features,
        nomadModule(fake),
        config.factory,
        mockServices.permissions.factory({
          result: options.result ?? AuthorizeResult.ALLOW,
        }),
      ],
    });
    return { fake, config };
  }

  it('serves an invented platform like any other, through every route', async () => {
    await start([
      { name: 'nomad-1', type: 'nomad', nodes: 2, owner: 'group:default/ops' },
    ]);
    const list = await waitFor(async () => {
      const response = await get('/api/infra-dashboard/clusters?include=nodes');
      expect(response.status).toBe(200);
      expect(response.body.items[0].workloadsFreshness.state).toBe('fresh');
      return clusterListSchema.parse(response.body);
    });
    expect(list.items).toEqual([
      expect.objectContaining({
        name: 'nomad-1',
        provider: 'nomad',
        version: '1.9.0',
        health: 'healthy',
        freshness: { state: 'fresh', observedAt: expect.any(String) },
        totals: {
          cpu: { used: 2, total: 8, measuredTotal: 8, percentage: 25 },
          memory: { used: 4, total: 16, measuredTotal: 16, percentage: 25 },
          nodes: { total: 2, ready: 2 },
          nodesByHealth: { total: 2, healthy: 2 },
          workloads: { total: 2, healthy: 1, stopped: 1 },
        },
      }),
    ]);
    expect(list.items[0].nodes).toHaveLength(2);

    const cluster = await get('/api/infra-dashboard/clusters/nomad-1');
    expect(cluster.body.nodes[0].workloads).toEqual({ total: 1, healthy: 1 });
    const node = await get(
      '/api/infra-dashboard/clusters/nomad-1/nodes/client-1',
    );
    expect(node.body).toMatchObject({ name: 'client-1', cpu: { used: 1 } });
    const onNode = await get(
      '/api/infra-dashboard/clusters/nomad-1/nodes/client-1/workloads',
    );
    expect(onNode.body.items.map((w: any) => w.name)).toEqual(['web']);
    const all = await get('/api/infra-dashboard/workloads?q=bat&limit=1');
    expect(all.body).toMatchObject({
      totalItems: 1,
      items: [{ name: 'batch' }],
    });

    const providers = await get('/api/infra-dashboard/providers');
    expect(providerListSchema.parse(providers.body).items).toEqual([
      expect.objectContaining({
        name: 'nomad-1',
        type: 'nomad',
        state: 'ok',
        owner: 'group:default/ops',
        source: 'app-config',
        lastSuccessAt: expect.any(String),
        nextAttemptAt: expect.any(String),
      }),
    ]);
    const health = await get('/api/infra-dashboard/health');
    expect(health.body).toEqual({
      status: 'ok',
      providers: { total: 1, ok: 1 },
      clusters: { total: 1, healthy: 1 },
      breakers: { total: 1, closed: 1 },
      lastSuccessAt: expect.any(String),
      problems: [],
    });
    const openApi = await get('/api/infra-dashboard/openapi.json');
    expect(openApi.body.openapi).toBe('3.1.0');
    expect(Object.keys(openApi.body.paths)).toContain(
      '/clusters/{cluster}/nodes/{node}/workloads',
    );
  });

  it('lists what is dead, hanging, misconfigured or disabled next to what is well', async () => {
    const fake = createFakeFactory();
    const good = fake.behaviour.topology;
    fake.behaviour.topology = async provider => {
      if (provider.name === 'hangs') return new Promise(() => {});
      if (provider.name === 'dead') {
        throw new ProviderFailure(DEAD.code, DEAD.message, DEAD);
      }
      if (provider.name === 'bug') throw new TypeError('s3cret is undefined');
      return good(provider);
    };
    await start(
      [
        { name: 'hangs', type: 'nomad' },
        { name: 'dead', type: 'nomad' },
        { name: 'bug', type: 'nomad' },
        { name: 'off', type: 'nomad', enabled: false },
        { name: 'invalid', type: 'vsphere' },
        { name: 'wrong', type: 'nomad', nodes: 'many' },
        { name: 'well', type: 'nomad' },
      ],
      { fake },
    );
    const startedAt = Date.now();
    const items = await waitFor(async () => {
      const response = await get('/api/infra-dashboard/clusters');
      expect(response.status).toBe(200);
      expect(response.body.items.at(-1).freshness.state).toBe('fresh');
      return response.body.items;
    });
    expect(Date.now() - startedAt).toBeLessThan(5_000);
    expect(
      items.map((item: any) => [item.name, item.freshness.state, item.error]),
    ).toEqual([
      ['hangs', 'pending', undefined],
      ['dead', 'stale', DEAD],
      [
        'bug',
        'stale',
        expect.objectContaining({
          code: 'INVALID_RESPONSE',
          message: 'The response could not be processed',
        }),
      ],
      ['off', 'disabled', undefined],
      [
        'invalid',
        'stale',
        {
          code: 'MISCONFIGURED',
          message:
            "infraDashboard.providers[4].type: 'vsphere' is not a known platform; known are kubernetes, nomad, openstack, proxmox",
          hint: expect.stringContaining('Correct the configuration'),
          hintCode: 'correct-configuration',
        },
      ],
      [
        'wrong',
        'stale',
        {
          code: 'MISCONFIGURED',
          message: expect.stringContaining(
            'infraDashboard.providers[5].nodes: ',
          ),
          hint: expect.stringContaining('Correct the configuration'),
          hintCode: 'correct-configuration',
        },
      ],
      ['well', 'fresh', undefined],
    ]);
    const providers = await get('/api/infra-dashboard/health/providers');
    expect(
      providers.body.items.map((item: any) => [item.name, item.state]),
    ).toEqual([
      ['hangs', 'pending'],
      ['dead', 'failing'],
      ['bug', 'failing'],
      ['off', 'disabled'],
      ['invalid', 'misconfigured'],
      ['wrong', 'misconfigured'],
      ['well', 'ok'],
    ]);
    const status = (name: string) =>
      providers.body.items.find((item: any) => item.name === name);
    const lately = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);
    expect(status('dead')).toEqual({
      name: 'dead',
      type: 'nomad',
      enabled: true,
      source: 'app-config',
      refreshInterval: 15,
      state: 'failing',
      breaker: 'closed',
      consecutiveFailures: 1,
      lastAttemptAt: lately,
      nextAttemptAt: lately,
      error: DEAD,
      lastError: { ...DEAD, at: lately },
    });
    expect(status('well')).toMatchObject({
      state: 'ok',
      breaker: 'closed',
      consecutiveFailures: 0,
      lastSuccessAt: lately,
      latency: expect.any(Number),
    });
    expect(status('invalid').error).toMatchObject({
      code: 'MISCONFIGURED',
      hint: expect.stringContaining('Correct the configuration'),
      hintCode: 'correct-configuration',
    });
    const health = await get('/api/infra-dashboard/health');
    expect(healthReportSchema.parse(health.body)).toMatchObject({
      status: 'degraded',
      providers: { total: 7, ok: 1, failing: 2, misconfigured: 2 },
      breakers: { total: 4, closed: 4 },
      lastSuccessAt: status('well').lastSuccessAt,
    });
    expect(health.body.problems.map((item: any) => item.name)).toEqual([
      'dead',
      'bug',
      'invalid',
      'wrong',
    ]);
    expect(JSON.stringify([items, providers.body])).not.toContain('s3cret');
  });

  it('uses the other entries where one cannot be opened, at the start and after a change', async () => {
    const urls = (prefix: string) => [
      {
        name: `${prefix}-pve`,
        type: 'proxmox',
        url: 'https://100%:secret%zz@pve.example:8006',
        tokenId: 'a@pve!b',
        tokenSecret: 'c',
      },
      {
        name: `${prefix}-k8s`,
        type: 'kubernetes',
        url: 'https://100%:secret%zz@k8s.example',
        serviceAccountToken: 'c',
      },
      {
        name: `${prefix}-os`,
        type: 'openstack',
        authUrl: 'https://100%:secret%zz@keystone.example',
        username: 'a',
        password: 'b',
        projectName: 'c',
      },
      { name: `${prefix}-throws`, type: 'nomad', key: 'throws' },
      { name: `${prefix}-names`, type: 'nomad', key: 'names' },
    ];
    const fake = createFakeFactory();
    const { configSchema, create } = fake.factory;
    const factory = {
      ...fake.factory,
      configSchema: {
        safeParse: (input: any) => {
          if (input.key === 'throws') throw new RangeError('secret%zz');
          return configSchema.safeParse(input);
        },
      },
      create: (options: any) => {
        const provider = create(options);
        if (options.config.key !== 'names') return provider;
        return Object.defineProperty(provider, 'clusterNames', {
          get: () => {
            throw new Error('secret%zz');
          },
        });
      },
    };
    const { config } = await start(
      [...urls('first'), { name: 'stays', type: 'nomad' }],
      { fake: { ...fake, factory } as typeof fake },
    );
    const problem = (text: string) => expect.stringContaining(text);
    const problems = (prefix: string) => [
      [`${prefix}-pve`, 'misconfigured', problem('[0].url: must not')],
      [`${prefix}-k8s`, 'misconfigured', problem('[1].url: must not')],
      [`${prefix}-os`, 'misconfigured', problem('[2].authUrl: must not')],
      [`${prefix}-throws`, 'misconfigured', problem('[3]: cannot be checked')],
      [`${prefix}-names`, 'ok', undefined],
    ];
    const expectStates = (expected: unknown[][]) =>
      waitFor(async () => {
        const { text, body } = await get('/api/infra-dashboard/providers');
        expect(text).not.toContain('secret%zz');
        const states = body.items.map(({ name, state, error }: any) => [
          name,
          state,
          error?.message,
        ]);
        expect(states).toEqual(expected);
        const clusters = await get('/api/infra-dashboard/clusters');
        expect(clusters.body.items).toHaveLength(expected.length);
      });
    await expectStates([...problems('first'), ['stays', 'ok', undefined]]);
    config.change({
      ...BASE,
      infraDashboard: {
        providers: [
          ...urls('second'),
          { name: 'stays', type: 'nomad' },
          { name: 'new', type: 'nomad' },
        ],
      },
    });
    await expectStates([
      ...problems('second'),
      ['stays', 'ok', undefined],
      ['new', 'ok', undefined],
    ]);
    expect(fake.providers.filter(({ name }) => name === 'stays')).toHaveLength(
      1,
    );
  });

  it('follows a change of the configuration without a restart', async () => {
    const { fake, config } = await start([
      { name: 'stays', type: 'nomad' },
      { name: 'changes', type: 'nomad' },
      { name: 'goes', type: 'nomad' },
    ]);
    await waitFor(() => expect(fake.providers).toHaveLength(3));
    config.change({
      ...BASE,
      infraDashboard: {
        providers: [
          { name: 'comes', type: 'nomad' },
          { name: 'stays', type: 'nomad' },
          { name: 'changes', type: 'nomad', nodes: 3 },
        ],
      },
    });
    await waitFor(async () => {
      const { body } = await get('/api/infra-dashboard/clusters');
      expect(
        body.items.map((item: any) => [item.name, item.totals.nodes.total]),
      ).toEqual([
        ['comes', 1],
        ['stays', 1],
        ['changes', 3],
      ]);
    });
    expect(
      fake.providers.map(({ name, isClosed }) => [name, isClosed]),
    ).toEqual([
      ['stays', false],
      ['changes', true],
      ['goes', true],
      ['comes', false],
      ['changes', false],
    ]);
  });

  it('rejects bad input and names what is wrong', async () => {
    await start([{ name: 'a', type: 'nomad' }]);
    for (const [path, status, message] of [
      ['/clusters/b', 404, "There is no cluster 'b'"],
      ['/clusters/b/workloads', 404, "There is no cluster 'b'"],
      ['/clusters/a/nodes/x', 404, "There is no node 'x' in the cluster 'a'"],
      ['/clusters/a/nodes/x/workloads', 404, "There is no node 'x'"],
      ['/clusters?health=great', 400, 'health: '],
      ['/clusters?colour=red', 400, 'colour: is not a parameter'],
      ['/workloads?limit=0', 400, 'limit: '],
      ['/workloads?limit=9999', 400, 'limit: '],
      ['/workloads?sort=colour', 400, 'sort: must be one of name, '],
      ['/workloads?cursor=nonsense', 400, 'cursor: '],
      ['/workloads?q=a&q=b', 400, 'q: '],
    ] as const) {
      const response = await get(`/api/infra-dashboard${path}`);
      expect([path, response.status]).toEqual([path, status]);
      expect(response.body.error.message).toContain(message);
    }
  });

  it('requires credentials and permission', async () => {
    await start([{ name: 'a', type: 'nomad' }], {
      result: AuthorizeResult.DENY,
    });
    for (const path of [
      '/api/infra-dashboard/clusters',
      '/api/infra-dashboard/providers',
      '/api/infra-dashboard/workloads',
      '/api/infra-dashboard/health',
      '/api/proxmox',
    ]) {
      const denied = await get(path);
      expect([path, denied.status]).toEqual([path, 403]);
      const anonymous = await request(backend!.server)
        .get(path)
        .set('Authorization', mockCredentials.none.header());
      expect([path, anonymous.status]).toEqual([path, 401]);
    }
  });
});
