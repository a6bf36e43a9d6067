import { createBackendModule } from '@backstage/backend-plugin-api';
import { infraDashboardPlatformsExtensionPoint } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { nomadPlatform } from './platform';

export const infraDashboardModuleNomad = createBackendModule({
  pluginId: 'infra-dashboard',
  moduleId: 'nomad',
  register(env) {
    env.registerInit({
      deps: { platforms: infraDashboardPlatformsExtensionPoint },
      async init({ platforms }) {
        platforms.addPlatform(nomadPlatform);
      },
    });
  },
});
