import type { Change } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** A change as the inventory finds it, before it is stored. */
export interface NewChange
  extends Omit<Change, 'id' | 'at' | 'until' | 'count'> {
  /** Milliseconds since the epoch. */
  at: number;
  /** Replicas that changed together. Default: 1 */
  count?: number;
  /** Name of the configured provider. */
  providerName: string;
  /**
   * Object of the cluster, such as `node:worker-1`. Changes of the same kind and subject may be
   * folded into one row.
   */
  subject: string;
  /** Labels and tags of the workload, as its row has them; absent: they are not known. */
  labels?: string;
}
