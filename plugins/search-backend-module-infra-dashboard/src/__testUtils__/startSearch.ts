import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type BackendFeature,
  type HttpAuthService,
  type SchedulerServiceTaskFunction,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import permissionPlugin from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  isPermission,
} from '@backstage/plugin-permission-common';
import type { PermissionPolicy } from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import searchPlugin from '@backstage/plugin-search-backend';
import pgSearchEngine from '@backstage/plugin-search-backend-module-pg';
import type { SearchResultSet } from '@backstage/plugin-search-common';
import type { JsonObject, JsonValue } from '@backstage/types';
// To be tested against; what is published knows it by its API only.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import infraDashboardPlugin, {
  createInfraClusterConditionalDecision,
  createInfraWorkloadConditionalDecision,
  infraClusterConditions,
  infraWorkloadConditions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-backend';
import {
  infraClusterReadPermission,
  infraWorkloadReadPermission,
  type WorkloadDocument,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import request from 'supertest';
import { searchModuleInfraDashboard } from '../module';

/** A user who may see no cluster named in `DENIED_CLUSTERS`. */
export const RESTRICTED_USER = 'user:default/restricted';

/** A user who may see only what is in the namespace `TEAM_NAMESPACE`. */
export const TEAM = 'user:default/team';

export const TEAM_NAMESPACE = 'payments';

/** A user who may see no cluster at all. */
export const STRANGER = 'user:default/stranger';

export const DENIED_CLUSTERS = ['pve-paris', 'os-eu'];

const policy: PermissionPolicy = {
  async handle({ permission }, user) {
    const ref = user?.info.userEntityRef;
    if (isPermission(permission, infraClusterReadPermission)) {
      if (ref === STRANGER) return { result: AuthorizeResult.DENY };
      if (ref === RESTRICTED_USER) {
        return createInfraClusterConditionalDecision(permission, {
          not: infraClusterConditions.isCluster({ names: DENIED_CLUSTERS }),
        });
      }
    }
    if (isPermission(permission, infraWorkloadReadPermission)) {
      if (ref === STRANGER) return { result: AuthorizeResult.DENY };
      if (ref === TEAM) {
        return createInfraWorkloadConditionalDecision(
          permission,
          infraWorkloadConditions.isInNamespace({
            namespaces: [TEAM_NAMESPACE],
          }),
        );
      }
    }
    return { result: AuthorizeResult.ALLOW };
  },
};

const policyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'policy',
  register(env) {
    env.registerInit({
      deps: { extensionPoint: policyExtensionPoint },
      async init({ extensionPoint }) {
        extensionPoint.setPolicy(policy);
      },
    });
  },
});

/**
 * Marks users as coming through another plugin. The mocked tokens lose this, and the permission
 * framework returns and applies conditions only for such requests.
 */
const httpAuth = createServiceFactory({
  service: coreServices.httpAuth,
  deps: { plugin: coreServices.pluginMetadata },
  factory({ plugin }): HttpAuthService {
    const mock = mockServices.httpAuth({ pluginId: plugin.getId() });
    return {
      issueUserCookie: (...args) => mock.issueUserCookie(...args),
      async credentials(...args) {
        const credentials = await mock.credentials<any>(...args);
        const { principal } = credentials;
        if (principal.type === 'user') {
          principal.actor = { type: 'service', subject: 'plugin:search' };
        }
        return credentials;
      },
    };
  },
});

type Knex = Awaited<ReturnType<TestDatabases['init']>>;

/**
 * The real search backend, permission backend and dashboard backend, with the engine that
 * the database allows: PostgreSQL's own, else Lunr.
 */
export async function startSearch(options: {
  /** Makes the database of each plugin. */
  openDatabase: () => Promise<Knex>;
  /** Default: the real one. */
  dashboard?: BackendFeature;
  infraDashboard?: JsonObject;
  collator?: JsonValue;
  features?: BackendFeature[];
  /** Whether there is a permission policy. Default: true */
  hasPolicy?: boolean;
}) {
  const {
    collator = {},
    dashboard = infraDashboardPlugin,
    features = [],
    hasPolicy = true,
    infraDashboard = {},
    openDatabase,
  } = options;
  const tasks = new Map<string, SchedulerServiceTaskFunction>();
  const backend = await startTestBackend({
    features: [
      searchPlugin,
      pgSearchEngine,
      searchModuleInfraDashboard,
      dashboard,
      ...features,
      permissionPlugin,
      policyModule,
      httpAuth,
      mockServices.scheduler.mock({
        createScheduledTaskRunner: () => ({
          async run({ id, fn }) {
            tasks.set(id, fn);
          },
        }),
      }).factory,
      createServiceFactory({
        service: coreServices.database,
        deps: { plugin: coreServices.pluginMetadata },
        factory: async () =>
          mockServices.database({ knex: await openDatabase() }),
      }),
      mockServices.rootConfig.factory({
        data: {
          permission: { enabled: hasPolicy },
          search: {
            collators: { infraDashboard: collator },
            // A busy machine must not cost a result.
            permissions: { queryLatencyBudgetMs: 30_000 },
          },
          infraDashboard,
        },
      }),
    ],
  });
  const get = (path: string, user: string) =>
    request(backend.server)
      .get(path)
      .set('Authorization', mockCredentials.user.header(user));

  return {
    backend,
    get: (path: string) => get(path, 'user:default/mock'),
    /** Collates once; rejects as the run does. */
    async index(): Promise<void> {
      const task = tasks.get('search_index_infra_dashboard')!;
      await task(new AbortController().signal);
    },
    async search(
      term: string,
      { user = 'user:default/mock', ...query }: Record<string, string> = {},
    ): Promise<SearchResultSet & { documents: WorkloadDocument[] }> {
      const parameters = new URLSearchParams({ term, ...query });
      const { body, status } = await get(
        `/api/search/query?${parameters}`,
        user,
      );
      if (status !== 200) throw new Error(JSON.stringify(body));
      return {
        ...body,
        documents: body.results.map(
          ({ document }: { document: WorkloadDocument }) => document,
        ),
      };
    },
  };
}
