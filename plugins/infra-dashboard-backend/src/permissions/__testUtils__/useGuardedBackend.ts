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
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import { recordChanges } from '../../changes/recordChanges';
import type { NewChange } from '../../changes/types';
import { toLabelLines } from '../../inventory/store/labelLines';
import { openDatabase } from '../../database';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import request from 'supertest';
import { features } from '../../testing/features';
import { CLUSTERS, type Criteria } from './createPolicy';
import { decideWith } from './decideWith';
import { fakePlatforms } from './fakePlatforms';

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

/** Changes of the workloads of {@link fakePlatforms}. */
const workloadChanges = CLUSTERS.flatMap(({ name: cluster, type }) =>
  [1, 2, 3].map((number): NewChange => {
    const id = `${cluster}-web-${number}`;
    return {
      ...{ at: Date.now(), kind: 'added', subject: `workload:${id}` },
      ...{ cluster, provider: type, providerName: cluster },
      workload: { id, name: id, namespace: `space-${number}` },
      labels: toLabelLines({
        labels: { part: `${number}` },
        tags: [`tag-${number}`],
      }),
    };
  }),
);

/**
 * Stores a change of a node of each cluster, with an owner that all have in common, and of its
 * workloads.
 */
const pastChanges = createBackendModule({
  pluginId: 'infra-dashboard',
  moduleId: 'past-changes',
  register(env) {
    env.registerInit({
      deps: { database: coreServices.database },
      async init({ database }) {
        const knex = await openDatabase(database);
        await recordChanges(knex, workloadChanges);
        await recordChanges(
          knex,
          CLUSTERS.map(({ name, type }) => ({
            ...{ at: Date.now(), kind: 'health', subject: `node:${name}` },
            ...{ cluster: name, provider: type, providerName: name },
            ...{ node: `${name}-node-1`, statusReason: `${name} is hot` },
            ...{ ownerRef: 'group:default/shop', to: 'failed' },
          })),
        );
      },
    });
  },
});

/** Starts one backend for all tests of a file; each test sets the permission policy. */
export function useGuardedBackend() {
  const actions = actionsRegistryServiceMock();
  const permissions = mockServices.permissions.mock();
  const scheduler = mockServices.scheduler();
  let backend: TestBackend;

  const get = (path: string) =>
    request(backend.server)
      .get(path)
      .set('Authorization', mockCredentials.user.header());

  function decide(criteria?: Criteria, workloads?: Criteria) {
    permissions.authorizeConditional.mockImplementation(
      decideWith({ 'infra-cluster': criteria, 'infra-workload': workloads }),
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
        fakePlatforms,
        pastChanges,
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
              ...{ providers: CLUSTERS, legacyRoutes: {} },
              permissions: { decisionTtl: '0s' },
            },
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
          id: `${cluster}-web-1`,
        }).map(path => `/api/infra-dashboard${path}`),
      ),
    );
    paths.add('/api/infra-dashboard/clusters?include=nodes');
    paths.add('/api/infra-dashboard/workloads?q=web&limit=1000');
    paths.add('/api/infra-dashboard/workloads?q=10.0.0.1&sort=-name');
    paths.add('/api/infra-dashboard/storages?q=web');
    paths.add('/api/infra-dashboard/nodes?q=web');
    paths.add('/api/infra-dashboard/problems?q=web');
    paths.add('/api/infra-dashboard/unowned?source=none');
    paths.add('/api/infra-dashboard/capacity?cpu=1&include=forecast');
    paths.add('/api/infra-dashboard/history?metric=cpu');
    paths.add('/api/infra-dashboard/history?metric=workloads');
    paths.add('/api/infra-dashboard/changes?limit=1');
    paths.add('/api/infra-dashboard/changes?owner=shop');
    paths.add('/api/proxmox');
    paths.add('/api/proxmox/list');
    for (const { name } of CLUSTERS) {
      paths.add(`/api/infra-dashboard/workloads?cluster=${name}`);
      for (const number of [1, 2, 3]) {
        const workload = `workloads/${name}/${name}-web-${number}`;
        paths.add(`/api/infra-dashboard/${workload}?include=detail,events`);
      }
      paths.add(
        `/api/infra-dashboard/clusters/${name}/history?node=${name}-node-2`,
      );
      paths.add(`/api/infra-dashboard/changes?cluster=${name}`);
      paths.add(`/api/infra-dashboard/changes?node=${name}-node-1`);
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

  return { decide, get, permissions, readEverything };
}
