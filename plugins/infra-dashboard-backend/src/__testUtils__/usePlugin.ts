import {
  createServiceFactory,
  coreServices,
  type BackendFeature,
  type DatabaseService,
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
import request from 'supertest';
import { createFakeFactory } from '../testing/FakeProvider';
import { features } from '../testing/features';
import { platformModule } from '../testing/platformModule';

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

function databaseFeatures(database: DatabaseService | undefined) {
  if (!database) return [];
  return [
    createServiceFactory({
      service: coreServices.database,
      deps: {},
      factory: () => database,
    }),
  ];
}

export const BASE = { backend: { baseUrl: 'http://localhost:7007' } };

/** Starts a backend with the plugin and a fake platform, and stops it after each test. */
export function usePlugin() {
  let backend: TestBackend | undefined;

  async function stop() {
    await backend?.stop();
    backend = undefined;
  }

  afterEach(stop);

  const getAs = (path: string, credentials: { header(): string }) =>
    request(backend!.server)
      .get(path)
      .set('Authorization', credentials.header());
  const get = (path: string) => getAs(path, mockCredentials.user);

  async function start(
    providers: JsonObject[],
    options: {
      fake?: ReturnType<typeof createFakeFactory>;
      result?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
      /** One that outlives the backend. Default: in memory */
      database?: DatabaseService;
      /** Of the plugin, in addition to its providers. */
      settings?: JsonObject;
      /** More than the plugin and the fake platform. */
      features?: BackendFeature[];
    } = {},
  ) {
    const fake = options.fake ?? createFakeFactory();
    const config = changeableConfig({
      ...BASE,
      infraDashboard: { providers, legacyRoutes: {}, ...options.settings },
    });
    backend = await startTestBackend({
      features: [
        ...features,
        platformModule(fake.factory),
        config.factory,
        ...databaseFeatures(options.database),
        ...(options.features ?? []),
        mockServices.permissions.factory({
          result: options.result ?? AuthorizeResult.ALLOW,
        }),
      ],
    });
    return { fake, config };
  }

  /** Reads a provider as a person does. */
  const refresh = (provider: string) =>
    request(backend!.server)
      .post(`/api/infra-dashboard/providers/${provider}/refresh`)
      .set('Authorization', mockCredentials.user.header());

  return { get, getAs, refresh, start, stop };
}
