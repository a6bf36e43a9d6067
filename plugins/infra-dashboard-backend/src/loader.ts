import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { infraDashboardModuleKubernetes } from '@infra-dashboard/backstage-plugin-infra-dashboard-backend-module-kubernetes';
import { infraDashboardModuleOpenStack } from '@infra-dashboard/backstage-plugin-infra-dashboard-backend-module-openstack';
import { infraDashboardModuleProxmox } from '@infra-dashboard/backstage-plugin-infra-dashboard-backend-module-proxmox';
import { infraDashboardPlugin } from './plugin';

/**
 * The plugin with the three platforms it ships with. To choose platforms one by one, add
 * {@link infraDashboardPlugin} and the modules instead.
 *
 * @public
 */
export const infraDashboardFeatures = createBackendFeatureLoader({
  loader: () => [
    infraDashboardPlugin,
    infraDashboardModuleProxmox,
    infraDashboardModuleKubernetes,
    infraDashboardModuleOpenStack,
  ],
});
