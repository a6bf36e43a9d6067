import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import {
  catalogServiceRef,
  type CatalogService,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import request from 'supertest';
import { recordChanges } from '../../changes/recordChanges';
import { openDatabase } from '../../database';
import { entity } from '../../ownership/__testUtils__/catalog';
import { features } from '../../testing/features';
import { createFakeFactory, fakeWorkload } from '../../testing/FakeProvider';
import { platformModule } from '../../testing/platformModule';

/** Each hidden name has the word `secret`, which is on no platform. */
const OPEN = [
  'component:default/shop',
  'component:default/part',
  'group:default/web',
  'domain:default/all',
];

const claims = (app: string) => ({
  'infra-dashboard.io/workload-selector': `app=${app}`,
});

const CATALOG = [
  entity('Component:default/shop', {
    annotations: claims('shop'),
    spec: { owner: 'web', domain: 'all' },
  }),
  entity('Component:default/secret-app', {
    annotations: claims('other'),
    spec: { owner: 'secret-team', system: 'secret-system' },
  }),
  entity('System:default/secret-system', {
    spec: { owner: 'secret-team', domain: 'all' },
  }),
  // Visible to none, though a part of it is.
  entity('System:default/secret-whole', {
    spec: { owner: 'secret-team', domain: 'all' },
  }),
  entity('Component:default/part', {
    annotations: claims('part'),
    spec: { owner: 'web', system: 'secret-whole' },
  }),
  entity('Domain:default/all', { spec: { owner: 'web' } }),
  entity('Group:default/web', { spec: { children: [] } }),
  entity('Group:default/secret-team', { spec: { children: [] } }),
];

const SOME: PolicyDecision = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'catalog',
  resourceType: 'catalog-entity',
  conditions: { rule: 'ANY', resourceType: 'catalog-entity' },
};

/** All other users see some entities. */
const decisions: Record<string, PolicyDecision> = {
  'user:default/all': { result: AuthorizeResult.ALLOW },
  'user:default/none': { result: AuthorizeResult.DENY },
};

const fake = createFakeFactory({
  workloads: async ({ name }) => ({
    items: ['shop', 'part', 'other'].map((app, index) =>
      fakeWorkload(name, `pod-${index}`, {
        type: 'pod',
        node: 'client-1',
        namespace: 'apps',
        labels: { app },
        owner: { kind: 'ReplicaSet', name: `set-${index}` },
      }),
    ),
  }),
});

/** A change whose values are owners, and one of a hidden owner. */
const pastChanges = createBackendModule({
  pluginId: 'infra-dashboard',
  moduleId: 'past-changes',
  register(env) {
    env.registerInit({
      deps: { database: coreServices.database },
      async init({ database }) {
        const common = {
          ...{ at: Date.now(), cluster: 'amber', provider: 'nomad' },
          ...{ providerName: 'amber', workload: { name: 'pod-2' } },
          entityRefs: ['component:default/secret-app'],
          ownerRef: 'group:default/secret-team',
        };
        await recordChanges(await openDatabase(database), [
          {
            ...{ ...common, kind: 'owner', subject: 'workload:pod-2' },
            from: 'group:default/web',
            to: 'group:default/secret-team',
          },
          {
            ...common,
            kind: 'health',
            subject: 'workload:pod-2',
            to: 'failed',
          },
        ]);
      },
    });
  },
});

/** A backend whose workloads belong to entities that not every user may see. */
export function useOwnedBackend() {
  const actions = actionsRegistryServiceMock();
  const catalog = catalogServiceMock({ entities: CATALOG });
  const getEntitiesByRefs = jest.fn<
    ReturnType<CatalogService['getEntitiesByRefs']>,
    Parameters<CatalogService['getEntitiesByRefs']>
  >(async ({ entityRefs }) => ({
    items: entityRefs.map(ref => (OPEN.includes(ref) ? CATALOG[0] : undefined)),
  }));
  const authorizeConditional = jest.fn(
    async (
      queries: Array<{ permission: { name: string } }>,
      options?: { credentials: BackstageCredentials },
    ): Promise<PolicyDecision[]> =>
      queries.map(({ permission }) => {
        if (permission.name !== 'catalog.entity.read') {
          return { result: AuthorizeResult.ALLOW };
        }
        const { principal } = options!.credentials as any;
        // As Backstage decides on services, without a policy.
        if (principal.type === 'service') {
          const { permissionNames } = principal.accessRestrictions ?? {};
          return {
            result:
              permissionNames?.includes(permission.name) === false
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
          };
        }
        return decisions[principal.userEntityRef] ?? SOME;
      }),
  );
  let backend: TestBackend;

  beforeAll(async () => {
    backend = await startTestBackend({
      features: [
        ...features,
        platformModule(fake.factory),
        pastChanges,
        mockServices.permissions.mock({
          authorizeConditional: authorizeConditional as any,
        }).factory,
        createServiceFactory({
          service: catalogServiceRef,
          deps: {},
          factory: () => Object.assign(catalog, { getEntitiesByRefs }),
        }),
        createServiceFactory({
          service: actionsRegistryServiceRef,
          deps: {},
          factory: () => actions,
        }),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:7007' },
            infraDashboard: { providers: [{ name: 'amber', type: 'nomad' }] },
          },
        }),
      ],
    });
  });

  afterAll(() => backend?.stop());

  const getAs = (credentials: { header(): string }, path: string) =>
    request(backend.server)
      .get(`/api/infra-dashboard${path}`)
      .set('Authorization', credentials.header());

  return {
    authorizeConditional,
    getEntitiesByRefs,
    getAs,
    /** Waits until the workloads have their owners. */
    haveOwners: (credentials: { header(): string }) =>
      waitFor(async () => {
        const { body } = await getAs(
          credentials,
          '/workloads?owner=secret-team',
        );
        expect(body.totalItems).toBe(1);
      }),
    invokeAs: async (
      credentials: BackstageCredentials,
      name: string,
      input: JsonObject,
    ) =>
      (await actions.invoke({ id: `test:${name}`, input, credentials }))
        .output as any,
  };
}
