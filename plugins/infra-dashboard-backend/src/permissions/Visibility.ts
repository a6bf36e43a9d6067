import type { InfraClusterFilter } from './resource';
import type { WorkloadCriteria } from './workloadResource';

/** What a caller may see; made from the permission decisions on the caller. */
export interface Visibility {
  /** The same for the same decisions. */
  key: string;
  clusters: InfraClusterFilter;
  /** Of the workloads of these clusters. */
  workloads: WorkloadCriteria;
}

/** For what the backend does by itself. */
export const EVERYTHING: Visibility = {
  key: '',
  clusters: () => true,
  workloads: true,
};
