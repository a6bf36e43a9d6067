import {
  coreServices,
  createBackendModule,
  createBackendPlugin,
  createServiceFactory,
  type BackendFeature,
  type SchedulerService,
  type SchedulerServiceTaskFunction,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
  type CatalogService,
} from '@backstage/plugin-catalog-node';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import type { JsonValue } from '@backstage/types';
import { catalogModuleInfraDashboard } from '../module';
import { fakePlatforms } from './fakes';

type Knex = Awaited<ReturnType<TestDatabases['init']>>;

/** The responses of the fake infra-dashboard backend. */
export interface FakeBackend {
  clusters: unknown[];
  providers: unknown[];
  /** Responds with this status instead. */
  status?: number;
  /** The received requests with their callers. */
  requests: string[];
}

function createFakeBackend(fake: FakeBackend) {
  return createBackendPlugin({
    pluginId: 'infra-dashboard',
    register(env) {
      env.registerInit({
        deps: {
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
        },
        async init({ httpAuth, httpRouter }) {
          httpRouter.use((request, response, next) => {
            httpAuth
              .credentials(request, { allow: ['service'] })
              .then(({ principal }) => {
                fake.requests.push(`${principal.subject} ${request.url}`);
                const lists: Record<string, unknown[]> = {
                  '/clusters': fake.clusters,
                  '/platforms': fakePlatforms,
                  '/providers': fake.providers,
                };
                const items = lists[request.path];
                response.status(fake.status ?? 200).json({ items });
              }, next);
          });
        },
      });
    },
  });
}

/** Another source of entities, which has one resource. */
export function otherSource(name: string): BackendFeature {
  const location = 'url:https://git.example/catalog-info.yaml';
  return createBackendModule({
    pluginId: 'catalog',
    moduleId: 'other-source',
    register(env) {
      env.registerInit({
        deps: { processing: catalogProcessingExtensionPoint },
        async init({ processing }) {
          processing.addEntityProvider({
            getProviderName: () => 'other-source',
            connect: connection =>
              connection.applyMutation({
                type: 'full',
                entities: [
                  {
                    locationKey: location,
                    entity: {
                      apiVersion: 'backstage.io/v1alpha1',
                      kind: 'Resource',
                      metadata: {
                        name,
                        annotations: {
                          [ANNOTATION_LOCATION]: location,
                          [ANNOTATION_ORIGIN_LOCATION]: location,
                        },
                      },
                      spec: { type: 'server', owner: 'ops' },
                    },
                  },
                ],
              }),
          });
        },
      });
    },
  });
}

/** The real catalog with the module and a fake infra-dashboard backend. */
export async function startCatalog(options: {
  knex: Knex;
  settings?: JsonValue;
  fake: FakeBackend;
  features?: BackendFeature[];
}) {
  const { features = [], knex, fake, settings = {} } = options;
  const tasks = new Map<string, SchedulerServiceTaskFunction>();
  const found: { catalog?: CatalogService } = {};
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleInfraDashboard,
      createFakeBackend(fake),
      ...features,
      createBackendPlugin({
        pluginId: 'looker',
        register(env) {
          env.registerInit({
            deps: { catalog: catalogServiceRef },
            async init({ catalog }) {
              found.catalog = catalog;
            },
          });
        },
      }),
      mockServices.database.factory({ knex }),
      // Not a mock of Jest's, since the benchmark starts the catalog as well.
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () =>
          ({
            createScheduledTaskRunner: () => ({
              async run({ id, fn }) {
                tasks.set(id, fn);
              },
            }),
            async scheduleTask() {},
          } as Partial<SchedulerService> as SchedulerService),
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'https://portal.example' },
          catalog: {
            // Once only, so that later writes are not made by the catalog.
            processingInterval: { hours: 1 },
            stitchingStrategy: { pollingInterval: { milliseconds: 100 } },
            providers: { infraDashboard: settings },
          },
        },
      }),
    ],
  });
  const credentials = await mockServices.auth().getOwnServiceCredentials();
  return {
    backend,
    isScheduled: () => tasks.has('infra-dashboard:refresh'),
    run: async () => {
      await tasks.get('infra-dashboard:refresh')!(new AbortController().signal);
    },
    /** Deletes an entity as a person does. */
    async remove(entityRef: string): Promise<void> {
      const entity = await found.catalog!.getEntityByRef(entityRef, {
        credentials,
      });
      const { uid } = entity!.metadata;
      await found.catalog!.removeEntityByUid(uid!, { credentials });
    },
    /** All that the catalog shows, by reference. */
    async entities(): Promise<Map<string, Entity>> {
      const { items } = await found.catalog!.getEntities({}, { credentials });
      return new Map(
        items.map(entity => {
          const { namespace, name } = entity.metadata;
          return [`${entity.kind.toLowerCase()}:${namespace}/${name}`, entity];
        }),
      );
    },
  };
}

/** Records the statements that write to a database. */
export function recordWrites(knex: Knex): string[] {
  const writes: string[] = [];
  knex.on('query', ({ sql }: { sql: string }) => {
    if (/^\s*(insert|update|delete|replace|truncate)/i.test(sql)) {
      writes.push(sql);
    }
  });
  return writes;
}
