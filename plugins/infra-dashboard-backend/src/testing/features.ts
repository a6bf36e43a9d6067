import { infraDashboardModuleKubernetes } from '@infra-dashboard/backstage-plugin-infra-dashboard-backend-module-kubernetes';
import { infraDashboardModuleOpenStack } from '@infra-dashboard/backstage-plugin-infra-dashboard-backend-module-openstack';
import { infraDashboardModuleProxmox } from '@infra-dashboard/backstage-plugin-infra-dashboard-backend-module-proxmox';
import { infraDashboardPlugin } from '../plugin';

/**
 * What the default export loads, one by one: the test backend adds an empty plugin for a
 * test's own module unless it sees the real one.
 */
export const features = [
  infraDashboardPlugin,
  infraDashboardModuleProxmox,
  infraDashboardModuleKubernetes,
  infraDashboardModuleOpenStack,
];
