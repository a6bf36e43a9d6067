import type { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { CephStatus, ClusterStatusRow, Permissions } from '../schemas';

/** What is read now and then beside the resources; absent is what was not read yet. */
export interface ClusterInfo {
  /** Rows of the last good `GET /cluster/status`. */
  status?: ClusterStatusRow[];
  /** Why it could not be read the last time: an old quorum is not to be believed. */
  statusFailure?: ProviderFailure;
  version?: string;
  /** Fingerprints of the certificates of all nodes, read where something is in doubt. */
  certificates?: string[];
  /** Only where Ceph is installed and may be read. */
  ceph?: CephStatus;
  /** Why a Ceph that was there before cannot be read. */
  cephFailure?: ProviderFailure;
  permissions?: Permissions;
  /** A guest was missing from the list since they were read. */
  arePermissionsDoubted?: boolean;
}

/** Whether the member that responds has quorum; undefined where that is not known. */
export function quorateOf(facts: ClusterInfo): boolean | undefined {
  if (facts.statusFailure) return undefined;
  return facts.status?.find(({ type }) => type === 'cluster')?.quorate;
}
