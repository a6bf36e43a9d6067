import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_INFRA_CLUSTER } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** What a permission decision on a cluster may depend on. @public */
export interface InfraClusterResource {
  name: string;
  /**
   * Name of the configured provider. Where the provider has several clusters, upstream
   * chooses a part of their names; this name is set in the configuration only.
   */
  providerName: string;
  /** Platform type. */
  provider: string;
  /** Entity reference of the owner, as configured. */
  owner?: string;
  /** Labels of the provider, as configured. */
  labels?: Record<string, string>;
}

/** Filter of clusters. @public */
export type InfraClusterFilter = (cluster: InfraClusterResource) => boolean;

/** @public */
export const infraClusterPermissionResourceRef = createPermissionResourceRef<
  InfraClusterResource,
  InfraClusterFilter
>().with({
  pluginId: 'infra-dashboard',
  resourceType: RESOURCE_TYPE_INFRA_CLUSTER,
});
