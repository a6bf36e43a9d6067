import {
  createBackendModule,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import type { ProviderStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { infraDashboardPlatformsExtensionPoint } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import request from 'supertest';
import { features as ownFeatures } from '../testing/features';
import {
  FakeApiServer,
  pagesOf,
  TOKEN as BEARER,
} from '../../../infra-dashboard-backend-module-kubernetes/src/__testUtils__/FakeApiServer';
import { rawNode } from '../../../infra-dashboard-backend-module-kubernetes/src/__testUtils__/objects';
import { PASSWORD } from '../../../infra-dashboard-backend-module-openstack/src/__testUtils__/createProvider';
import { FakeCloud } from '../../../infra-dashboard-backend-module-openstack/src/__testUtils__/FakeCloud';
import { ReplayServer } from '../../../infra-dashboard-backend-module-proxmox/src/__testUtils__/replayServer';
import { TOKEN } from '../../../infra-dashboard-backend-module-proxmox/src/__testUtils__/useLab';
import { createFakeFactory, fakeWorkload } from '../testing/FakeProvider';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { LongestHold } from './__testUtils__/LongestHold';

jest.setTimeout(120_000);

/** One megabyte of it, or so much. */
function fill(unit: string, length = 1024 * 1024): string {
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}

/** What takes time in steps that grow with the square of the text takes minutes. */
const MAX_HOLD_MS = 2_000;

describe('a text of a megabyte', () => {
  let backend: TestBackend | undefined;
  const closers: Array<() => Promise<void>> = [];
  const hold = new LongestHold();

  afterEach(async () => {
    await backend?.stop();
    backend = undefined;
    for (const close of closers.splice(0)) await close();
  });

  async function start(config: JsonObject, features: BackendFeature[] = []) {
    backend = await startTestBackend({
      features: [
        ...ownFeatures,
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:7007' },
            infraDashboard: config,
          },
        }),
        ...features,
      ],
    });
  }

  async function get(path: string) {
    const { status, body } = await request(backend!.server)
      .get(`/api/infra-dashboard${path}`)
      .set('Authorization', mockCredentials.user.header());
    expect(status).toBe(200);
    return body;
  }

  /** The status of the only provider after it was read. */
  async function read(entry: JsonObject): Promise<ProviderStatus> {
    let status: ProviderStatus | undefined;
    await backend?.stop();
    await hold.during(async () => {
      await start({
        defaults: { refreshInterval: '1h', timeout: '20s' },
        providers: [{ name: 'lab', ...entry }],
      });
      status = await waitFor(async () => {
        const { items } = await get('/providers');
        if (items[0].state === 'pending') throw new Error('pending');
        return items[0];
      });
    });
    expect(hold.milliseconds).toBeLessThan(MAX_HOLD_MS);
    return status!;
  }

  describe('in an error of Proxmox VE', () => {
    const server = new ReplayServer({});
    let url: string;

    beforeAll(async () => {
      url = await server.start();
    });

    afterAll(() => server.stop());

    const refusal = async (status: number, message: string) => {
      server.scenario = {
        'cluster-resources': { status, reason: 'Reason', body: { message } },
      };
      const { error } = await read({ type: 'proxmox', url, ...TOKEN });
      return error?.message;
    };

    // The larger ones are cut off before they are parsed: the reason phrase is left.
    it.each(['a-', 'a.', 'a', 'a:', '1.', ' ', 'https://', 'a-a.', 'PVEA'])(
      'of %j is cut before it is read',
      async unit => {
        expect(await refusal(500, fill(unit))).toBe(
          'Proxmox VE responded with status 500: Reason',
        );
        const message = `Permission check failed (/vms/100, VM.Audit) ${fill(
          unit,
          60_000,
        )}`;
        expect(await refusal(403, message)).toBe(
          'Permission denied: VM.Audit on /vms/100 is missing',
        );
      },
    );

    it('is not cut within an address, which would not be known as one', async () => {
      for (let length = 970; length < 1_000; length += 4) {
        const message = `${fill(
          'https://a.test ',
          length,
        )}pve1.secret.test:8006 ${fill('x', 100)}`;
        server.scenario = {
          'cluster-resources': { status: 500, body: { message } },
        };
        const text = await refusal(500, message);
        expect(text).not.toMatch(/pve|secret|test|http/);
      }
    });
  });

  it('in an error or a condition of Kubernetes', async () => {
    const server = new FakeApiServer();
    closers.push(() => server.close());
    const url = await server.listen();
    const node = rawNode('a');
    for (const unit of ['Corrupt', 'Ready', 'a-']) {
      (node.status.conditions as object[]).push({
        type: `${fill(unit)}!`,
        status: 'True',
        reason: fill(unit),
        message: fill(unit),
        lastTransitionTime: fill('2026-'),
      });
    }
    server.routes['/api/v1/nodes'] = pagesOf([node]);
    server.routes['/api/v1/pods'] = { status: 500, body: fill('a-a.') };
    const entry = { type: 'kubernetes', url, serviceAccountToken: BEARER };
    expect((await read(entry)).error?.code).toBe('UPSTREAM_ERROR');
    const { items } = await get('/clusters?include=nodes');
    const { conditions } = items[0].nodes[0];
    expect(conditions.map((one: any) => one.type.length)).toEqual([
      5, 100, 100, 100,
    ]);
    expect(items[0].error).toBeUndefined();
  });

  describe('from OpenStack', () => {
    let cloud: FakeCloud;
    let entry: JsonObject;

    beforeEach(async () => {
      cloud = new FakeCloud();
      closers.push(() => cloud.close());
      const authUrl = await cloud.listen();
      entry = { type: 'openstack', authUrl, ...PASSWORD };
    });

    it('as an access rule, where only short ones are followed', async () => {
      const rules = [
        fill('{'),
        fill('*a'),
        fill('**a', 250),
        fill('**/', 250),
        '/compute/**/det{b}ail',
      ];
      cloud.editToken = token => {
        token.application_credential = {
          access_rules: rules.map(path => ({
            service: 'compute',
            method: 'GET',
            path,
          })),
        };
      };
      cloud.routes['compute /servers/detail'] = { status: 401 };
      expect((await read(entry)).error).toMatchObject({
        code: 'FORBIDDEN',
        message: expect.stringContaining('access rules'),
      });
    });

    it('as an address in the catalog', async () => {
      cloud.editToken = token => {
        for (const { type, endpoints } of token.catalog) {
          if (type !== 'compute') continue;
          for (const endpoint of endpoints) endpoint.url += `${fill('/')}x`;
        }
      };
      expect((await read(entry)).error).toMatchObject({
        code: 'INVALID_RESPONSE',
        message: expect.stringContaining('is not an http or https address'),
      });
    });

    it('as an error', async () => {
      for (const unit of ['maximum is 1', '"max_version": ', 'a-']) {
        cloud.routes['compute /servers/detail'] = {
          status: 406,
          body: fill(unit),
        };
        expect((await read(entry)).error?.code).toBe('UPSTREAM_ERROR');
      }
    });
  });

  it('in annotations of the catalog, tags and namespaces', async () => {
    const entity = (
      name: string,
      annotations: Record<string, string>,
    ): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name, annotations },
      spec: { type: 'service', owner: `owner-of-${name}` },
    });
    const SELECTOR = 'infra-dashboard.io/workload-selector';
    const hostile = [
      fill(','),
      fill('('),
      `a in (${fill('b,')}`,
      `a in (${fill('b,')})`,
      `workload.name=web${fill(',a!=b')}`,
      fill(' '),
      fill('!'),
    ];
    const entities = [
      ...hostile.flatMap((text, index) => [
        entity(`selector-${index}`, { [SELECTOR]: text }),
        entity(`kubernetes-${index}`, {
          'backstage.io/kubernetes-id': text,
          'backstage.io/kubernetes-label-selector': text,
          'backstage.io/kubernetes-namespace': text,
        }),
      ]),
      entity('repeated', {
        'infra-dashboard.io/workloads': fill('lab/allocation/web,'),
      }),
      entity('slashes', { 'infra-dashboard.io/workloads': fill('/') }),
      entity('selected', { [SELECTOR]: 'workload.tag=b,workload.tag!=c' }),
    ];
    const fake = createFakeFactory({
      workloads: async ({ name }) => ({
        items: [
          fakeWorkload(name, 'web'),
          fakeWorkload(name, 'fits', { tags: [`${fill('a-')}x`] }),
          fakeWorkload(name, 'differs', { tags: [`${fill('a-')}y`] }),
          fakeWorkload(name, 'dashes', { namespace: fill('-') }),
          fakeWorkload(name, 'pool', { namespace: `${fill('-a')}-x` }),
          fakeWorkload(name, 'tags', { tags: fill('b,').split(',') }),
          fakeWorkload(name, 'labels', {
            labels: { team: fill('a/'), 'backstage.component': fill(':') },
          }),
        ],
      }),
    });
    const module = createBackendModule({
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
    await hold.during(async () => {
      await start(
        {
          providers: [{ name: 'lab', type: 'nomad' }],
          ownership: {
            refreshInterval: '1s',
            rules: [
              { tag: '*-*-*-x', owner: 'rule' },
              { label: 'team', owner: '{value}' },
            ],
            defaults: [{ namespace: '*-*-*-x', owner: 'default' }],
          },
        },
        [module, catalogServiceMock.factory({ entities })],
      );
      await waitFor(async () => {
        const { items } = await get('/workloads');
        expect(
          Object.fromEntries(
            items.map((one: any) => [one.name, [one.entityRefs, one.ownerRef]]),
          ),
        ).toEqual({
          web: [
            ['component:default/repeated'],
            'group:default/owner-of-repeated',
          ],
          fits: [undefined, 'group:default/rule'],
          differs: [undefined, undefined],
          dashes: [undefined, undefined],
          pool: [undefined, 'group:default/default'],
          tags: [
            ['component:default/selected'],
            'group:default/owner-of-selected',
          ],
          labels: [undefined, undefined],
        });
      });
    });
    expect(hold.milliseconds).toBeLessThan(MAX_HOLD_MS);
  });
});
