import { createBackendModule } from '@backstage/backend-plugin-api';
import { infraDashboardPlatformsExtensionPoint } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { proxmoxPlatform } from './platform';

/** Adds the platform to the infra-dashboard backend. @public */
export const infraDashboardModuleProxmox = createBackendModule({
  pluginId: 'infra-dashboard',
  moduleId: 'proxmox',
  register(env) {
    env.registerInit({
      deps: { platforms: infraDashboardPlatformsExtensionPoint },
      async init({ platforms }) {
        platforms.addPlatform(proxmoxPlatform);
      },
    });
  },
});
