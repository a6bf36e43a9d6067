import type {
  ClusterStatus,
  ClusterTotals,
  Completeness,
  Health,
  Limitation,
  MessageParams,
  NodeStatus,
  StorageStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Result } from './Result';

/** A cluster with its nodes, as one read found it. @public */
export interface Topology {
  displayName?: string;
  version?: string;
  health: Health;
  statusReason?: string;
  /** Code and parameters to translate the reason. */
  reasonCode?: string;
  reasonParams?: MessageParams;
  /** All nodes; empty where the credentials may not see them, which `limitations` reports. */
  nodes: NodeStatus[];
  /** All storages; absent where the platform has none, or they are not read. */
  storages?: StorageStatus[];
  /** Where nodes are hidden: which workloads share a host. */
  hostGroups?: ClusterStatus['hostGroups'];
  /** Differs from the sum of the nodes for shared storage and for quotas. */
  totals: ClusterTotals;
  /**
   * Whether a node or storage that is not listed, and a fact that a node or the cluster does not
   * have, are known not to exist. Where it is absent or false, nothing is removed because of this
   * reading: rows were left out, or a list was truncated, denied or not read.
   */
  complete?: Pick<Completeness, 'nodes' | 'facts'> & { storages?: boolean };
  limitations?: Limitation[];
  metadata?: Record<string, string>;
  /**
   * Identifies the cluster even if its address, name or members change, such as the
   * uid of a namespace, or the ids of its services. Of several, one that is the same is
   * enough. The collector refuses a reading that has nothing in common with the one before.
   */
  identity?: string | string[];
  /**
   * Ids that no other cluster has. Two configured clusters that share one are the same cluster, and
   * sums count it once. Absent where the platform does not tell; the ids of an installation with
   * several clusters are none.
   */
  uids?: string[];
  /**
   * Id of the namespace or project that this reading is limited to; absent where it has the whole
   * cluster. Clusters that share a uid and differ in this have different workloads.
   */
  scope?: string;
}

/** The workloads of one cluster. @public */
export interface WorkloadsReading {
  items: Workload[];
  /** Whether a workload that is not listed is known not to exist; absent: it is not. */
  complete?: boolean;
  /**
   * When the workloads were last known to be complete and current, in milliseconds since the
   * epoch. For providers that update them through a stream: the last event or heartbeat of the
   * stream. Default: the time of the read.
   */
  observedAt?: number;
  limitations?: Limitation[];
}

/**
 * One cluster as a provider reads it. The collector adds freshness and errors, and retains the
 * last good value of each part.
 *
 * @public
 */
export interface ClusterReading {
  /** Unique over all providers; the name of the provider unless it has several clusters. */
  name: string;
  topology: Result<Topology>;
  workloads: Result<WorkloadsReading>;
}
