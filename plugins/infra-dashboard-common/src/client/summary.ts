import type {
  CountsBy,
  Health,
  Usage,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** What there is over all clusters, or what one owner has. @public */
export interface EstateSummary {
  /** Number by health. */
  clusters: CountsBy<Health>;
  /** Number by health. */
  nodes: CountsBy<Health>;
  /** Number of apps and machines by health; absent where the caller may see none. */
  workloads?: CountsBy<Health>;
  /** Cores. */
  cpu: Usage;
  /** Bytes. */
  memory: Usage;
  /** Bytes. */
  storage: Usage;
}

/** Query of `GET /summary`. @public */
export interface SummaryQuery {
  /** Clusters of this owner, and workloads of this owner in all clusters. */
  owner?: string;
}
