import {
  createServiceFactory,
  coreServices,
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

export const BASE = { backend: { baseUrl: 'http://localhost:7007' } };

/** Starts a backend with the plugin and a fake platform, and stops it after each test. */
export function usePlugin() {
  let backend: TestBackend | undefined;

  afterEach(async () => {
    await backend?.stop();
    backend = undefined;
  });

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
    } = {},
  ) {
    const fake = options.fake ?? createFakeFactory();
    const config = changeableConfig({
      ...BASE,
      infraDashboard: { providers, legacyRoutes: {} },
    });
    backend = await startTestBackend({
      features: [
        ...features,
        platformModule(fake.factory),
        config.factory,
        mockServices.permissions.factory({
          result: options.result ?? AuthorizeResult.ALLOW,
        }),
      ],
    });
    return { fake, config };
  }

  return { get, getAs, start };
}
