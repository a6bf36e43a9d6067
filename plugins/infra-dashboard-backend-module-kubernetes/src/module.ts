import { createBackendModule } from '@backstage/backend-plugin-api';
import { infraDashboardPlatformsExtensionPoint } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { kubernetesPlatform } from './platform';

/** Adds the platform to the infra-dashboard backend. @public */
export const infraDashboardModuleKubernetes = createBackendModule({
  pluginId: 'infra-dashboard',
  moduleId: 'kubernetes',
  register(env) {
    env.registerInit({
      deps: { platforms: infraDashboardPlatformsExtensionPoint },
      async init({ platforms }) {
        platforms.addPlatform(kubernetesPlatform);
      },
    });
  },
});
