import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
  type BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  infraInventoryServiceRef,
  type InfraInventoryService,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { infraClusterConditions } from '../permissions/rules';
import { features } from '../testing/features';
import { createFakeFactory, fakeWorkload } from '../testing/FakeProvider';
import { platformModule } from '../testing/platformModule';

jest.setTimeout(60_000);

const PERMITTED = 'user:default/permitted';
const DENIED = 'user:default/denied';

const conditional: PolicyDecision = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'infra-dashboard',
  resourceType: 'infra-cluster',
  conditions: infraClusterConditions.isCluster({ names: ['amber'] }),
};

describe('infraInventoryServiceRef', () => {
  const found: {
    inventory?: InfraInventoryService;
    own?: BackstageCredentials;
  } = {};
  let backend: TestBackend;

  beforeAll(async () => {
    const permissions = mockServices.permissions.mock({
      authorizeConditional: async (queries, options) =>
        queries.map(({ permission: { resourceType } }) => {
          const { principal } = options!
            .credentials as BackstageCredentials<any>;
          if (principal.userEntityRef === PERMITTED) {
            return resourceType === 'infra-cluster'
              ? conditional
              : { result: AuthorizeResult.ALLOW };
          }
          return {
            result:
              principal.userEntityRef === DENIED
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
          };
        }),
    });
    backend = await startTestBackend({
      features: [
        ...features,
        platformModule(
          createFakeFactory({
            workloads: async ({ name }) => ({
              items: [1, 2, 3].map(number =>
                fakeWorkload(name, `web-${number}`, {
                  node: 'client-1',
                  health: number === 1 ? 'failed' : 'healthy',
                }),
              ),
              complete: true,
            }),
          }).factory,
        ),
        createBackendPlugin({
          pluginId: 'other',
          register(env) {
            env.registerInit({
              deps: {
                auth: coreServices.auth,
                inventory: infraInventoryServiceRef,
              },
              async init({ auth, inventory }) {
                found.inventory = inventory;
                found.own = await auth.getOwnServiceCredentials();
              },
            });
          },
        }),
        createServiceFactory({
          service: coreServices.permissions,
          deps: {},
          factory: () => permissions,
        }),
        mockServices.rootConfig.factory({
          data: {
            infraDashboard: {
              providers: ['amber', 'birch'].map(name => ({
                name,
                type: 'nomad',
              })),
            },
          },
        }),
      ],
    });
    await waitFor(async () => {
      const { totalItems } = await found.inventory!.getWorkloads(
        {},
        { credentials: found.own! },
      );
      if (totalItems < 6) throw new Error('Not everything was read yet');
    });
  });

  afterAll(() => backend?.stop());

  /** What these credentials get of every method. */
  async function readAs(credentials: BackstageCredentials) {
    const inventory = found.inventory!;
    const options = { credentials };
    const reach = (work: Promise<{ name: string }>) =>
      work.then(
        ({ name }) => name,
        error => error.statusCode,
      );
    const birch = { cluster: 'birch', node: 'client-1' };
    const [clusters, workloads] = await Promise.all([
      inventory.getAllClusters(undefined, options),
      inventory.getWorkloads({ health: 'failed' }, options),
    ]);
    return {
      clusters: clusters.items.map(({ name }) => name),
      workloads: workloads.items.map(({ cluster, name }) => [cluster, name]),
      cluster: await reach(inventory.getCluster('birch', options)),
      node: await reach(inventory.getNode(birch, options)),
      own: await reach(
        inventory.getNode({ ...birch, cluster: 'amber' }, options),
      ),
    };
  }

  it('gives a service everything', async () => {
    expect(await readAs(found.own!)).toEqual({
      clusters: ['amber', 'birch'],
      workloads: [
        ['amber', 'web-1'],
        ['birch', 'web-1'],
      ],
      cluster: 'birch',
      node: 'client-1',
      own: 'client-1',
    });
  });

  it('gives a user what the policy permits, and nothing to others', async () => {
    expect(await readAs(mockCredentials.user(PERMITTED))).toEqual({
      clusters: ['amber'],
      workloads: [['amber', 'web-1']],
      cluster: 404,
      node: 404,
      own: 'client-1',
    });
    await expect(readAs(mockCredentials.user(DENIED))).rejects.toMatchObject({
      statusCode: 403,
    });
  });

  it('reads page by page', async () => {
    const options = { credentials: mockCredentials.user(PERMITTED) };
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await found.inventory!.getWorkloads(
        { limit: 2, sort: '-name', cursor },
        options,
      );
      expect(page.totalItems).toBe(3);
      names.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    } while (cursor);
    expect(names).toEqual(['web-3', 'web-2', 'web-1']);
  });
});
