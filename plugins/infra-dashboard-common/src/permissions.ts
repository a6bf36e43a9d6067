import { createPermission } from '@backstage/plugin-permission-common';

/** Resource type that conditional decisions are made on: one cluster. @public */
export const RESOURCE_TYPE_INFRA_CLUSTER = 'infra-cluster';

/** Resource type of one workload. @public */
export const RESOURCE_TYPE_INFRA_WORKLOAD = 'infra-workload';

/** May see a cluster with its nodes. @public */
export const infraClusterReadPermission = createPermission({
  name: 'infra-dashboard.clusters.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_INFRA_CLUSTER,
});

/** May see a workload of a cluster that may be seen as well. @public */
export const infraWorkloadReadPermission = createPermission({
  name: 'infra-dashboard.workloads.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_INFRA_WORKLOAD,
});

/**
 * What a permission decision on one workload refers to.
 *
 * @public
 */
export function toInfraWorkloadRef(workload: {
  cluster: string;
  id: string;
}): string {
  return `${encodeURIComponent(workload.cluster)}/${workload.id}`;
}

/**
 * The workload that a reference of {@link toInfraWorkloadRef} is of; undefined where it is none.
 *
 * @public
 */
export function parseInfraWorkloadRef(
  ref: string,
): { cluster: string; id: string } | undefined {
  const [, cluster, id] = /^([^/]+)\/(.+)$/s.exec(ref) ?? [];
  try {
    return id ? { cluster: decodeURIComponent(cluster), id } : undefined;
  } catch {
    return undefined;
  }
}

/** May refresh, test, enable and disable providers. @public */
export const infraProvidersManagePermission = createPermission({
  name: 'infra-dashboard.providers.manage',
  attributes: { action: 'update' },
});

/** May mute problems, and end a mute. @public */
export const infraProblemsMutePermission = createPermission({
  name: 'infra-dashboard.problems.mute',
  attributes: { action: 'update' },
});

/**
 * May see and call the actions for agents, which give what the other permissions allow.
 *
 * @public
 */
export const infraActionsUsePermission = createPermission({
  name: 'infra-dashboard.actions.use',
  attributes: { action: 'read' },
});

/** All permissions of the plugin set. @public */
export const infraDashboardPermissions = [
  infraClusterReadPermission,
  infraWorkloadReadPermission,
  infraProvidersManagePermission,
  infraProblemsMutePermission,
  infraActionsUsePermission,
];
