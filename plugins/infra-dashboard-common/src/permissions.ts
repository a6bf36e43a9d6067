import { createPermission } from '@backstage/plugin-permission-common';

/** Resource type that conditional decisions are made on: one cluster. @public */
export const RESOURCE_TYPE_INFRA_CLUSTER = 'infra-cluster';

/** May see a cluster with its nodes and workloads. @public */
export const infraClusterReadPermission = createPermission({
  name: 'infra-dashboard.clusters.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_INFRA_CLUSTER,
});

/** May refresh, test, enable and disable providers. @public */
export const infraProvidersManagePermission = createPermission({
  name: 'infra-dashboard.providers.manage',
  attributes: { action: 'update' },
});

/** All permissions of the plugin set. @public */
export const infraDashboardPermissions = [
  infraClusterReadPermission,
  infraProvidersManagePermission,
];
