import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import {
  infraDashboardPlatformsExtensionPoint,
  ProviderFailure,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { healthReportSchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { BASE, usePlugin } from './__testUtils__/usePlugin';
import { createFakeFactory } from './testing/FakeProvider';

// A backend starts in a second on an idle machine, and CI is not one.
jest.setTimeout(60_000);

const DEAD = {
  code: 'UNREACHABLE',
  message: 'Nomad refused the connection',
  hint: 'Start it',
} as const;

describe('infraDashboardPlugin with providers that fail', () => {
  const { get, start } = usePlugin();

  it('ignores a second platform of a type, and says so', async () => {
    const fake = createFakeFactory();
    const again = createBackendModule({
      pluginId: 'infra-dashboard',
      moduleId: 'again',
      register(env) {
        env.registerInit({
          deps: { platforms: infraDashboardPlatformsExtensionPoint },
          init: async ({ platforms }) =>
            platforms.addPlatform({ ...fake.factory, title: 'Second' }),
        });
      },
    });
    const rootLogger = mockServices.rootLogger.mock();
    rootLogger.child.mockReturnValue(rootLogger);
    await start([], {
      fake,
      features: [
        again,
        createServiceFactory({
          service: coreServices.rootLogger,
          deps: {},
          factory: () => rootLogger,
        }),
      ],
    });
    const { body } = await get('/api/infra-dashboard/platforms');
    const nomads = body.items.filter((one: any) => one.type === 'nomad');
    expect(nomads).toHaveLength(1);
    expect(rootLogger.warn).toHaveBeenCalledWith(
      "The platform 'nomad' is added twice; the second one is ignored",
    );
  });

  it('lists what is dead, hanging, misconfigured or disabled next to what is well', async () => {
    const fake = createFakeFactory();
    const good = fake.behavior.topology;
    fake.behavior.topology = async provider => {
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
          messageCode: 'config-issue',
          params: expect.objectContaining({
            key: 'infraDashboard.providers[4].type',
          }),
          issues: [
            expect.objectContaining({
              key: 'infraDashboard.providers[4].type',
              messageCode: 'unknown-platform',
            }),
          ],
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
          messageCode: 'config-issue',
          params: expect.objectContaining({
            key: 'infraDashboard.providers[5].nodes',
          }),
          issues: [
            expect.objectContaining({
              key: 'infraDashboard.providers[5].nodes',
            }),
          ],
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
});
