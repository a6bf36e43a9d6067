import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ClusterRecord } from '../collector';

/**
 * Reads the workloads that an impact is made of, as far as the caller may see them. A workload
 * is the same object each time.
 */
export interface WorkloadSource {
  onNodes(record: ClusterRecord, nodes: string[]): Promise<Workload[]>;
  /** Machines with one of some keys. */
  machines(keys: string[]): Promise<Workload[]>;
  /** All that may have a controller or an entity with some workloads in common. */
  related(workloads: Iterable<Workload>): Promise<Workload[]>;
}
