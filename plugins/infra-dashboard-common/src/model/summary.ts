import type { Usage } from './shared';
import type { CountsBy, Health } from './vocabulary';

/** What there is over all clusters, or what one owner has. @public */
export interface EstateSummary {
  clusters: CountsBy<Health>;
  nodes: CountsBy<Health>;
  /** Apps and machines; absent where the caller may see none. */
  workloads?: CountsBy<Health>;
  cpu: Usage;
  memory: Usage;
  storage: Usage;
}

/** @public */
export interface SummaryQuery {
  /** Clusters of this owner, and workloads of this owner in all clusters. */
  owner?: string;
}
