import { createBackendModule } from '@backstage/backend-plugin-api';
import { infraDashboardPlatformsExtensionPoint } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { createFakeFactory } from './FakeProvider';

/** A module that adds the fake platform. */
export function nomadModule(fake: ReturnType<typeof createFakeFactory>) {
  return createBackendModule({
    pluginId: 'infra-dashboard',
    moduleId: 'nomad',
    register(env) {
      env.registerInit({
        deps: { providers: infraDashboardPlatformsExtensionPoint },
        async init({ providers }) {
          providers.addPlatform(fake.factory);
        },
      });
    },
  });
}
