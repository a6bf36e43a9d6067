import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_INFRA_WORKLOAD } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** What a permission decision on a workload may depend on. @public */
export interface InfraWorkloadResource {
  /** Name of its cluster. */
  cluster: string;
  /** Name of the configured provider. */
  providerName: string;
  /** Platform type. */
  provider: string;
  /** Namespace, project or pool. */
  namespace?: string;
  /** Entity reference of the owner. */
  owner?: string;
  /** Labels on the platform. */
  labels?: Record<string, string>;
  /** Tags on the platform. */
  tags?: string[];
}

/**
 * What one rule asks of a workload, as data: the database and the memory apply it alike.
 *
 * @public
 */
export type InfraWorkloadFilter =
  | {
      field: 'cluster' | 'provider' | 'namespace' | 'owner' | 'tag';
      /** One of them has to match. */
      values: string[];
    }
  | { field: 'label'; label: string; value?: string };

/** Which workloads of visible clusters a caller may see: all, none, or those that match. */
export type WorkloadCriteria =
  | boolean
  | PermissionCriteria<InfraWorkloadFilter>;

/** @public */
export const infraWorkloadPermissionResourceRef = createPermissionResourceRef<
  InfraWorkloadResource,
  InfraWorkloadFilter
>().with({
  pluginId: 'infra-dashboard',
  resourceType: RESOURCE_TYPE_INFRA_WORKLOAD,
});
