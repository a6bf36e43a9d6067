import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  ClusterStatus,
  NodeStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  ChangePage,
  ChangeQuery,
  ClusterList,
  ClusterQuery,
  UnownedPage,
  UnownedQuery,
  WorkloadPage,
  WorkloadQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';

/** Options of every method of {@link InfraInventoryService}. @public */
export interface InfraInventoryServiceOptions {
  /** Credentials of the user or service that reads the inventory. */
  credentials: BackstageCredentials;
  signal?: AbortSignal;
}

/**
 * The inventory of all platforms. Data that the permission policy hides from the credentials is
 * absent. A cluster that cannot be read is listed with its `error`.
 *
 * @public
 */
export interface InfraInventoryService {
  getAllClusters(
    query: ClusterQuery | undefined,
    options: InfraInventoryServiceOptions,
  ): Promise<ClusterList>;
  /** A cluster with its nodes; rejects where there is none of this name. */
  getCluster(
    cluster: string,
    options: InfraInventoryServiceOptions,
  ): Promise<ClusterStatus>;
  /** A node with the facts that are read on demand; rejects where there is none. */
  getNode(
    ref: { cluster: string; node: string },
    options: InfraInventoryServiceOptions,
  ): Promise<NodeStatus>;
  /** One page; `nextCursor` of the response is the `cursor` of the next query. */
  getWorkloads(
    query: WorkloadQuery | undefined,
    options: InfraInventoryServiceOptions,
  ): Promise<WorkloadPage>;
  /** One page of what changed, the latest first. */
  getChanges(
    query: ChangeQuery | undefined,
    options: InfraInventoryServiceOptions,
  ): Promise<ChangePage>;
  /** One page of what has no owner, with the numbers of each cluster. */
  getUnowned(
    query: UnownedQuery | undefined,
    options: InfraInventoryServiceOptions,
  ): Promise<UnownedPage>;
}
