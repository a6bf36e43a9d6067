import {
  coreServices,
  createBackendModule,
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
  type PermissionCriteria,
  type PermissionCondition,
} from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import {
  totalsOfNodes,
  type ClusterStatus,
  type HistoryList,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  infraDashboardPlatformsExtensionPoint,
  ProviderFailure,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import request from 'supertest';
import { features } from '../testing/features';
import {
  createFakeFactory,
  fakeNode,
  fakeWorkload,
} from '../testing/FakeProvider';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { infraClusterConditions as conditions } from './rules';

jest.setTimeout(120_000);

type Criteria = PermissionCriteria<PermissionCondition>;

const TYPES = ['nomad', 'rack'];
const OWNERS = ['group:default/red', 'group:default/blue'];
const STAGES = ['production', 'test'];

/** Each word occurs in everything of its cluster, and nowhere else. */
const CLUSTERS = 'amber birch cedar delta ebony fjord grove heath'
  .split(' ')
  .map((name, index) => ({
    name,
    type: TYPES[index % 2],
    owner: OWNERS[Math.floor(index / 2) % 2],
    labels: { stage: STAGES[Math.floor(index / 4) % 2] },
  }));
type Cluster = (typeof CLUSTERS)[number];

/** Numbers that come out the same in each run. */
function createRandom(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) % 2_147_483_648;
    return Math.floor((Math.abs(state) / 2_147_483_648) * below);
  };
}

/** A policy, and apart from the rules under test what it means. */
interface Policy {
  criteria: Criteria;
  allows: (cluster: Cluster) => boolean;
}

function createPolicy(random: (below: number) => number, depth = 2): Policy {
  if (depth > 0 && random(2) === 0) {
    const parts = [1, 2].map(() => createPolicy(random, depth - 1));
    const criteria = parts.map(part => part.criteria) as [Criteria, Criteria];
    switch (random(3)) {
      case 0:
        return {
          criteria: { anyOf: criteria },
          allows: cluster => parts.some(part => part.allows(cluster)),
        };
      case 1:
        return {
          criteria: { allOf: criteria },
          allows: cluster => parts.every(part => part.allows(cluster)),
        };
      default:
        return {
          criteria: { not: criteria[0] },
          allows: cluster => !parts[0].allows(cluster),
        };
    }
  }
  switch (random(4)) {
    case 0: {
      const types = [TYPES[random(2)]];
      return {
        criteria: conditions.isProvider({ types }),
        allows: ({ type }) => types.includes(type),
      };
    }
    case 1: {
      const names = [1, 2, 3].map(() => CLUSTERS[random(8)].name);
      return {
        criteria: conditions.isCluster({ names }),
        allows: ({ name }) => names.includes(name),
      };
    }
    case 2: {
      const owners = [OWNERS[random(2)]];
      return {
        criteria: conditions.isOwner({ owners }),
        allows: ({ owner }) => owners.includes(owner),
      };
    }
    default: {
      const value = STAGES[random(2)];
      return {
        criteria: conditions.hasLabel({ label: 'stage', value }),
        allows: ({ labels }) => labels.stage === value,
      };
    }
  }
}

const fake = createFakeFactory({
  topology: async ({ name }) => {
    // Half of the clusters are broken, because errors must not reveal them either.
    if (name === 'cedar') {
      throw new ProviderFailure('UNREACHABLE', `Cannot reach ${name}`);
    }
    const nodes = [1, 2].map(number => ({
      ...fakeNode(name, `${name}-node-${number}`),
      health: 'degraded' as const,
      statusReason: `${name} is hot`,
    }));
    return [
      {
        name,
        health: 'degraded',
        statusReason: `${name} is hot`,
        nodes,
        totals: totalsOfNodes(nodes),
        limitations: [{ code: 'no-metrics', message: `${name} has none` }],
      },
    ];
  },
  workloads: async ({ name }) => ({
    items: [1, 2, 3].map(number =>
      fakeWorkload(name, `${name}-web-${number}`, {
        node: `${name}-node-1`,
        health: 'failed',
        labels: { app: name },
        addresses: [`10.0.0.${number}`],
      }),
    ),
  }),
});

const fakes = createBackendModule({
  pluginId: 'infra-dashboard',
  moduleId: 'fakes',
  register(env) {
    env.registerInit({
      deps: { providers: infraDashboardPlatformsExtensionPoint },
      async init({ providers }) {
        TYPES.forEach(type => providers.addPlatform({ ...fake.factory, type }));
      },
    });
  },
});

/** Every path of the API that only reads, with each name put in. */
function fillPaths(document: any, parameters: Record<string, string>) {
  return Object.entries<any>(document.paths)
    .filter(([, operations]) => operations.get)
    .map(([path]) =>
      path.replace(/\{(\w+)\}/g, (_, name) => {
        if (!(name in parameters)) throw new Error(`What is ${name}?`);
        return parameters[name];
      }),
    );
}

describe('what a policy denies', () => {
  const actions = actionsRegistryServiceMock();
  const permissions = mockServices.permissions.mock();
  const scheduler = mockServices.scheduler();
  let backend: TestBackend;

  const get = (path: string) =>
    request(backend.server)
      .get(path)
      .set('Authorization', mockCredentials.user.header());

  function decide(criteria?: Criteria) {
    permissions.authorizeConditional.mockImplementation(async queries =>
      queries.map(() =>
        criteria
          ? {
              result: AuthorizeResult.CONDITIONAL,
              pluginId: 'infra-dashboard',
              resourceType: 'infra-cluster',
              conditions: criteria,
            }
          : { result: AuthorizeResult.ALLOW },
      ),
    );
  }

  beforeAll(async () => {
    decide();
    permissions.authorize.mockImplementation(async queries =>
      queries.map(() => ({ result: AuthorizeResult.DENY })),
    );
    backend = await startTestBackend({
      features: [
        ...features,
        fakes,
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
            infraDashboard: { providers: CLUSTERS, legacyRoutes: {} },
          },
        }),
      ],
    });
    await waitFor(async () => {
      const { body } = await get('/api/infra-dashboard/clusters');
      const isRead = (one: ClusterStatus) =>
        one.name === 'cedar'
          ? one.error !== undefined
          : one.workloadsFreshness?.state === 'fresh';
      if (body.items.every(isRead)) return;
      throw new Error('Not everything was read yet');
    });
    await scheduler.triggerTask('infra-dashboard-history');
  });

  afterAll(() => backend?.stop());

  /** Everything there is to read, as one text for each place. */
  async function readEverything() {
    const document = (await get('/api/infra-dashboard/openapi.json')).body;
    const paths = new Set(
      CLUSTERS.flatMap(({ name: cluster }) =>
        fillPaths(document, {
          cluster,
          node: `${cluster}-node-1`,
          name: cluster,
        }).map(path => `/api/infra-dashboard${path}`),
      ),
    );
    paths.add('/api/infra-dashboard/clusters?include=nodes');
    paths.add('/api/infra-dashboard/workloads?q=web&limit=1000');
    paths.add('/api/infra-dashboard/workloads?q=10.0.0.1&sort=-name');
    paths.add('/api/infra-dashboard/history?metric=cpu');
    paths.add('/api/infra-dashboard/history?metric=workloads');
    paths.add('/api/proxmox');
    paths.add('/api/proxmox/list');
    for (const { name } of CLUSTERS) {
      paths.add(`/api/infra-dashboard/workloads?cluster=${name}`);
      paths.add(
        `/api/infra-dashboard/clusters/${name}/history?node=${name}-node-2`,
      );
      paths.add(`/api/proxmox/cluster/${name}`);
      paths.add(`/api/proxmox/cluster/${name}/node/${name}-node-1/vms`);
    }
    const replies: Array<{ place: string; status: number; body: any }> = [];
    for (const place of paths) {
      const { status, body } = await get(place);
      // An error repeats the request.
      delete body.request;
      replies.push({ place, status, body });
    }
    const inputs: JsonObject[] = [
      { limit: 100 },
      ...CLUSTERS.map(({ name }) => ({ cluster: name, limit: 100 })),
      ...CLUSTERS.map(({ name: cluster }) => ({
        cluster,
        node: `${cluster}-node-1`,
        limit: 100,
      })),
    ];
    for (const { id } of (await actions.list()).actions) {
      for (const input of inputs) {
        const place = `${id} ${JSON.stringify(input)}`;
        const body = await actions
          .invoke({ id, input, credentials: mockCredentials.user() })
          .then(({ output }) => output as JsonObject)
          .catch(error => ({ error: String(error.message ?? error) }));
        replies.push({ place, status: 200, body });
      }
    }
    return replies;
  }

  it('is invisible without permission, in lists, counts, totals, health and actions', async () => {
    decide();
    const everything = await readEverything();
    const everywhere = JSON.stringify(everything.map(({ body }) => body));
    for (const { name } of CLUSTERS) expect(everywhere).toContain(name);
    // There has to be a past that could be reported.
    for (const place of ['history', 'history?node=amber-node-2']) {
      expect(everything).toContainEqual({
        place: `/api/infra-dashboard/clusters/amber/${place}`,
        status: 200,
        body: expect.objectContaining({
          cluster: 'amber',
          series: expect.arrayContaining([
            expect.objectContaining({ metric: 'memory' }),
          ]),
        }),
      });
    }

    const random = createRandom(20_261_123);
    for (let round = 0; round < 12; round += 1) {
      const { criteria, allows } = createPolicy(random);
      const allowed = CLUSTERS.filter(allows);
      const denied = CLUSTERS.filter(cluster => !allows(cluster));
      decide(criteria);
      const replies = await readEverything();
      // Naming a cluster that is denied has the same response as naming one that never was.
      const leaks = replies.flatMap(({ place, status, body }) =>
        denied.flatMap(({ name }) => {
          const word = place.includes(name)
            ? new RegExp(`${name}(-web|-node-2| is hot)`)
            : name;
          const isTold = JSON.stringify(body).search(word) >= 0;
          const isFound =
            /\/clusters?\//.test(place) &&
            place.includes(name) &&
            status !== 404;
          return isTold || isFound ? [{ place, name, criteria }] : [];
        }),
      );
      expect(leaks).toEqual([]);
      const lost = allowed.filter(({ name }) =>
        replies.some(
          ({ place, status }) =>
            status !== 200 && place.endsWith(`dashboard/clusters/${name}`),
        ),
      );
      expect(lost).toEqual([]);
      const bodyOf = (place: string) =>
        replies.find(
          reply => reply.place === place || reply.place === `test:${place}`,
        )!.body;
      const healthy = allowed.filter(({ name }) => name !== 'cedar').length;
      expect(bodyOf('/api/infra-dashboard/workloads').totalItems).toBe(
        healthy * 3,
      );
      expect(bodyOf('/api/infra-dashboard/clusters').items).toHaveLength(
        allowed.length,
      );
      const past: HistoryList = bodyOf(
        '/api/infra-dashboard/history?metric=cpu',
      );
      expect(past.items.map(({ cluster }) => cluster).sort()).toEqual(
        allowed.map(({ name }) => name).sort(),
      );
      expect(past.items.filter(({ series }) => series.length)).toHaveLength(
        healthy,
      );
      expect(bodyOf('/api/infra-dashboard/health').clusters.total).toBe(
        allowed.length,
      );
      expect(bodyOf('/api/infra-dashboard/health').providers.total).toBe(
        allowed.length,
      );
      expect(
        bodyOf('list-infrastructure-clusters {"limit":100}').totalItems,
      ).toBe(allowed.length);
    }
  });

  it('is everything where the decision is a denial', async () => {
    permissions.authorizeConditional.mockImplementation(async queries =>
      queries.map(() => ({ result: AuthorizeResult.DENY })),
    );
    const replies = (await readEverything()).filter(
      ({ place }) => !place.endsWith('openapi.json'),
    );
    const isDenied = ({ place, status, body }: (typeof replies)[number]) =>
      place.startsWith('/')
        ? status === 403
        : /clusters\.read|Invalid input to action/.test(String(body.error));
    expect(replies.filter(reply => !isDenied(reply))).toEqual([]);
    expect(JSON.stringify(replies.map(({ body }) => body))).not.toMatch(
      /-web|is hot|10\.0\.0/,
    );
  });
});
