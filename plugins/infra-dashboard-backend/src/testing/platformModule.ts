import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  infraDashboardPlatformsExtensionPoint,
  type Platform,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** A module that adds platforms, such as the `factory` of a fake one. */
export function platformModule(...platforms: Platform<any>[]) {
  return createBackendModule({
    pluginId: 'infra-dashboard',
    moduleId: 'platforms',
    register(env) {
      env.registerInit({
        deps: { registry: infraDashboardPlatformsExtensionPoint },
        async init({ registry }) {
          platforms.forEach(platform => registry.addPlatform(platform));
        },
      });
    },
  });
}
