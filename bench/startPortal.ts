import {
  coreServices,
  createServiceFactory,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { features } from '../plugins/infra-dashboard-backend/src/testing/features';
import { createFakeFactory } from '../plugins/infra-dashboard-backend/src/testing/FakeProvider';
import { platformModule } from '../plugins/infra-dashboard-backend/src/testing/platformModule';
import type { GeneratedEstate } from './GeneratedEstate';

/** Starts a backend with a generated estate, on a free port of this machine. */
export async function startPortal(
  estate: GeneratedEstate,
  database: DatabaseService,
  settings: JsonObject = {},
) {
  const fake = createFakeFactory(estate.behavior);
  const startedAt = performance.now();
  const backend = await startTestBackend({
    features: [
      ...features,
      platformModule(fake.factory),
      mockServices.rootConfig.factory({
        data: {
          backend: {
            baseUrl: 'http://localhost:7007',
            listen: { host: '127.0.0.1', port: 0 },
          },
          infraDashboard: { providers: estate.providers, ...settings },
        },
      }),
      createServiceFactory({
        service: coreServices.database,
        deps: {},
        factory: () => database,
      }),
      mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
    ],
  });
  return {
    port: backend.server.port(),
    listening: performance.now() - startedAt,
    stop: () => backend.stop(),
  };
}
