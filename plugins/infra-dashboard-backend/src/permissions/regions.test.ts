import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PermissionCondition,
  type PermissionCriteria,
} from '@backstage/plugin-permission-common';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import request from 'supertest';
import infraDashboardPlugin, { infraClusterConditions as conditions } from '..';
import { PASSWORD } from '../../../infra-dashboard-backend-module-openstack/src/__testUtils__/createProvider';
import { FakeCloud } from '../../../infra-dashboard-backend-module-openstack/src/__testUtils__/FakeCloud';
import { decideWith } from './__testUtils__/decideWith';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';

jest.setTimeout(120_000);

const HIDDEN = 'os-vault';
const BEFORE = [HIDDEN];
/** The first region keeps its name. */
const AFTER = [HIDDEN, `${HIDDEN}-RegionTwo`];
const OTHER = 'os-open';

const POLICIES = {
  deny: { not: conditions.isCluster({ names: [HIDDEN] }) },
  denyAmongOthers: {
    allOf: [
      conditions.isProvider({ types: ['openstack'] }),
      { not: conditions.isCluster({ names: ['pve-lab', HIDDEN] }) },
    ],
  },
  allow: conditions.isCluster({ names: [HIDDEN] }),
} satisfies Record<string, PermissionCriteria<PermissionCondition>>;

/** Copies the services of a region in Keystone's catalog to a second one. */
function addRegion(token: Record<string, any>) {
  for (const { endpoints } of token.catalog) {
    const copies = endpoints.map((endpoint: object) => ({
      ...endpoint,
      region: 'RegionTwo',
      region_id: 'RegionTwo',
    }));
    endpoints.push(...copies);
  }
}

describe('a policy on a cloud that gets a second region', () => {
  const actions = actionsRegistryServiceMock();
  const permissions = mockServices.permissions.mock();
  const scheduler = mockServices.scheduler();
  const vault = new FakeCloud();
  const open = new FakeCloud();
  let backend: TestBackend;

  const send = (method: 'get' | 'post', path: string) =>
    request(backend.server)
      [method](path)
      .set('Authorization', mockCredentials.user.header());
  const get = (path: string) => send('get', `/api/infra-dashboard${path}`);

  function decide(criteria?: PermissionCriteria<PermissionCondition>) {
    permissions.authorizeConditional.mockImplementation(
      decideWith({ 'infra-cluster': criteria }),
    );
  }

  beforeAll(async () => {
    decide();
    permissions.authorize.mockImplementation(async queries =>
      queries.map(() => ({ result: AuthorizeResult.ALLOW })),
    );
    vault.tokenLasts = 1;
    const providers = await Promise.all(
      [
        { name: OTHER, cloud: open },
        { name: HIDDEN, cloud: vault },
      ].map(async ({ name, cloud }) => ({
        ...{ name, type: 'openstack', authUrl: await cloud.listen() },
        ...PASSWORD,
      })),
    );
    backend = await startTestBackend({
      features: [
        infraDashboardPlugin,
        permissions.factory,
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        createServiceFactory({
          service: actionsRegistryServiceRef,
          deps: {},
          factory: () => actions,
        }),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:7007' },
            infraDashboard: {
              permissions: { decisionTtl: '0s' },
              defaults: { refreshInterval: '1s', timeout: '10s' },
              history: { sampleInterval: '10s' },
              providers,
            },
          },
        }),
      ],
    });
  });

  afterAll(async () => {
    await backend?.stop();
    await vault.close();
    await open.close();
  });

  /** Waits until the clusters are these, all of them read. */
  async function haveRead(names: string[]) {
    decide();
    return waitFor(async () => {
      const { body } = await get('/clusters?include=nodes');
      const items: ClusterStatus[] = body.items;
      expect(
        items.map(one => [one.name, one.workloadsFreshness?.state]),
      ).toEqual(names.map(name => [name, 'fresh']));
      return items;
    });
  }

  /** Reads all that names no cluster in its address; returns where a word occurs in it. */
  async function readLists(): Promise<(word: string) => string[]> {
    const lists = await Promise.all(
      [
        '/clusters?include=nodes',
        '/workloads?limit=1000',
        '/providers',
        '/health',
        '/health/providers',
        '/history?metric=cpu',
        '/history?metric=workloads',
      ].map(async path => {
        const { status, body } = await get(path);
        expect([path, status]).toEqual([path, 200]);
        return { place: path, text: JSON.stringify(body) };
      }),
    );
    for (const { id } of (await actions.list()).actions) {
      if (/node|explain/.test(id)) continue;
      const { output } = await actions.invoke({
        ...{ id, input: { limit: 100 } },
        credentials: mockCredentials.user(),
      });
      lists.push({ place: id, text: JSON.stringify(output) });
    }
    expect(lists.length).toBeGreaterThan(9);
    return word =>
      lists.flatMap(({ place, text }) => (text.includes(word) ? [place] : []));
  }

  /** The status of each page of a cluster. */
  async function statusesOf({ name, nodes = [] }: ClusterStatus) {
    const cluster = `/clusters/${name}`;
    const node = `${cluster}/nodes/${nodes[0].name}`;
    const paths = [
      ...[cluster, `${cluster}/workloads`, `${cluster}/history`],
      ...[node, `${node}/workloads`, `${node}/impact`],
      `${cluster}/history?node=${nodes[0].name}`,
    ];
    const statuses = paths.map(async path => (await get(path)).status);
    return new Set(await Promise.all(statuses));
  }

  /** What the permission framework decides for the search and for other plugins. */
  async function applyTo(
    clusters: ClusterStatus[],
    criteria: PermissionCriteria<PermissionCondition>,
  ) {
    const { body } = await request(backend.server)
      .post(
        '/api/infra-dashboard/.well-known/backstage/permissions/apply-conditions',
      )
      .set('Authorization', mockCredentials.service.header())
      .send({
        items: clusters.map(({ name }) => ({
          id: name,
          resourceRef: name,
          resourceType: 'infra-cluster',
          conditions: criteria,
        })),
      });
    return new Set(body.items.map((one: { result: string }) => one.result));
  }

  async function checkPolicies(clusters: ClusterStatus[]) {
    const hidden = clusters.filter(({ name }) => name.startsWith(HIDDEN));
    const others = clusters.filter(one => !hidden.includes(one));
    for (const policy of [POLICIES.deny, POLICIES.denyAmongOthers]) {
      decide(policy);
      const placesOf = await readLists();
      expect(placesOf(HIDDEN)).toEqual([]);
      expect(placesOf(OTHER)).not.toEqual([]);
      for (const one of hidden) {
        expect(await statusesOf(one)).toEqual(new Set([404]));
      }
      expect(await applyTo(hidden, policy)).toEqual(new Set(['DENY']));
      expect(await applyTo(others, policy)).toEqual(new Set(['ALLOW']));
      for (const provider of [HIDDEN, ...hidden.map(({ name }) => name)]) {
        const path = `/api/infra-dashboard/providers/${provider}/test`;
        expect((await send('post', path)).status).toBe(404);
      }
    }

    decide(POLICIES.allow);
    const placesOf = await readLists();
    expect(placesOf(OTHER)).toEqual([]);
    const { body } = await get('/clusters');
    expect(body.items.map(({ name }: ClusterStatus) => name)).toEqual(
      hidden.map(({ name }) => name),
    );
    for (const one of hidden) {
      expect(await statusesOf(one)).toEqual(new Set([200]));
    }
    expect(await applyTo(hidden, POLICIES.allow)).toEqual(new Set(['ALLOW']));
    expect(await applyTo(others, POLICIES.allow)).toEqual(new Set(['DENY']));
  }

  it('hides and grants all regions by the name of the provider', async () => {
    const one = await haveRead([OTHER, ...BEFORE]);
    await scheduler.triggerTask('infra-dashboard-history');
    await checkPolicies(one);

    vault.editToken = addRegion;
    const several = await haveRead([OTHER, ...AFTER]);
    await scheduler.triggerTask('infra-dashboard-history');
    await checkPolicies(several);

    // A region can still be named by itself.
    decide(conditions.isCluster({ names: [AFTER[1]] }));
    const { body } = await get('/clusters');
    expect(body.items.map(({ name }: ClusterStatus) => name)).toEqual([
      AFTER[1],
    ]);
  });
});
