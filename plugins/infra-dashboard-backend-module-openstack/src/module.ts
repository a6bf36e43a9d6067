import { createBackendModule } from '@backstage/backend-plugin-api';
import { infraDashboardPlatformsExtensionPoint } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { openstackPlatform } from './platform';

/** Adds the platform to the infra-dashboard backend. @public */
export const infraDashboardModuleOpenStack = createBackendModule({
  pluginId: 'infra-dashboard',
  moduleId: 'openstack',
  register(env) {
    env.registerInit({
      deps: { platforms: infraDashboardPlatformsExtensionPoint },
      async init({ platforms }) {
        platforms.addPlatform(openstackPlatform);
      },
    });
  },
});
