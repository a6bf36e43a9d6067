import type { NodeStatus } from './node';
import type {
  Freshness,
  Limitation,
  Metadata,
  ProviderError,
  Usage,
  StatusReason,
} from './shared';
import type { CountsBy, Health, NodeState, ProviderType } from './vocabulary';

/** Sums over a cluster. @public */
export interface ClusterTotals {
  /** Cores. */
  cpu: Usage;
  /** Bytes. */
  memory: Usage;
  /** Bytes. */
  storage?: Usage;
  /** Number of nodes by state. A ready node may be degraded: see `nodesByHealth`. */
  nodes: CountsBy<NodeState>;
  /** The same nodes by health. */
  nodesByHealth?: CountsBy<Health>;
  /** Number of workloads by health. */
  workloads?: CountsBy<Health>;
}

/**
 * Whether absence means something: lists that are truncated, denied in part, outdated or not
 * read are incomplete. Remove nothing unless it is true here; where the field is absent,
 * nothing is known to be complete.
 *
 * @public
 */
export interface Completeness {
  /** A node that is not listed does not exist. */
  nodes: boolean;
  /** A version, zone or other fact that is absent does not exist. */
  facts: boolean;
  /** A workload that is not listed does not exist. */
  workloads: boolean;
}

/**
 * Capacity of nodes that are machines of another cluster, which counts it already.
 *
 * @public
 */
export interface NestedCapacity {
  /** The cluster of the machines. */
  cluster: string;
  /** How many of the nodes. */
  nodes: number;
  /** Cores. */
  cpu: Usage;
  /** Bytes. */
  memory: Usage;
  /** Bytes. */
  storage?: Usage;
}

/** Workloads that share a host, where nodes are hidden. @public */
export interface HostGroup {
  /** As in `metadata.hostGroup` of workloads; reveals nothing else of the host. */
  name: string;
  /** Number of workloads by health. */
  workloads: CountsBy<Health>;
}

/**
 * One cluster, or one region of a cloud.
 *
 * @public
 */
export interface ClusterStatus extends StatusReason {
  /** Unique over all providers; is or begins with the name of its provider. */
  name: string;
  /** The platform. */
  provider: ProviderType;
  /** Name of the configured provider, which may have several clusters. */
  providerName?: string;
  /** Name for people; `name` where absent. */
  displayName?: string;
  /** Version of the platform. */
  version?: string;
  /** In the vocabulary of all platforms. */
  health: Health;
  /** Health at the last good read, where `health` is unknown because that read is too old. */
  lastKnownHealth?: Health;
  /** ISO 8601 time since which it has this health, as far as it was observed. */
  since?: string;
  /** Why the last read failed; the data is then the last good one. */
  error?: ProviderError;
  /** How old the data is. */
  freshness: Freshness;
  /** How old the list of workloads is. */
  workloadsFreshness?: Freshness;
  /** Why the last read of the workloads failed. */
  workloadsError?: ProviderError;
  /** Sums over the cluster. */
  totals: ClusterTotals;
  /** What of the totals other clusters count as well. */
  nested?: NestedCapacity[];
  /** Name of the cluster that is the same one, configured before this one. */
  duplicateOf?: string;
  /** Id of the namespace or project whose workloads alone are shown; absent where all are. */
  scope?: string;
  /** Absent in lists unless requested. */
  nodes?: NodeStatus[];
  /** Which workloads share a host, where nodes are hidden. */
  hostGroups?: HostGroup[];
  /** Data that is missing. */
  limitations?: Limitation[];
  /** Whether absence means something. */
  complete?: Completeness;
  /** Facts that rarely change. */
  metadata?: Metadata;
}
