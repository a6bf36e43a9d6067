import type { ClusterStatus } from './cluster';
import type { ProviderStatus } from './provider';
import type { Workload } from './workload';

/** Response of `GET /clusters`. @public */
export interface ClusterList {
  /** One for each that the caller may see. */
  items: ClusterStatus[];
}

/** Response of the workload lists of one cluster or node. @public */
export interface WorkloadList {
  /** The rows. */
  items: Workload[];
}

/** Response of `GET /workloads`. @public */
export interface WorkloadPage {
  /** The rows. */
  items: Workload[];
  /** Number of rows over all pages. */
  totalItems: number;
  /** Absent on the last page. */
  nextCursor?: string;
}

/** Response of `GET /providers` and `GET /health/providers`. @public */
export interface ProviderList {
  /** One for each that the caller may see. */
  items: ProviderStatus[];
}
