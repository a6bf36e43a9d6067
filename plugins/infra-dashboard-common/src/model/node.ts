import type {
  Condition,
  Freshness,
  Limitation,
  Metadata,
  ProviderError,
  Usage,
  StatusReason,
} from './shared';
import type { Counts, Health, NodeState, ProviderType } from './vocabulary';

/** Amounts that a node gives to workloads. @public */
export interface PlacementAmounts {
  /** Cores. */
  cpu?: number;
  /** Bytes. */
  memory?: number;
  /** Number of workloads. */
  slots?: number;
}

/**
 * What the scheduler of the platform looks at before it places something on a node. Absent where
 * not all of it is known.
 *
 * @public
 */
export interface NodePlacement {
  /** Whether it takes workloads without an exception, such as a toleration. */
  isOpen: boolean;
  /** Why not, in the words of the platform. */
  blockedBy?: string[];
  /** What it can give away in sum; what is absent is not limited. */
  allocatable: PlacementAmounts;
  /** What it has given away. */
  allocated: PlacementAmounts;
  /** What one workload may get at most; absent: all that is free. */
  largest?: PlacementAmounts;
  /** What it has, before overcommitment and reservations. */
  physical: PlacementAmounts;
}

/**
 * A hypervisor, or a machine that runs containers.
 *
 * @public
 */
export interface NodeStatus extends StatusReason {
  /** Stable over restarts; unique together with the cluster. */
  id: string;
  /** As the platform shows it. */
  name: string;
  /** Node names repeat across clusters. */
  cluster: string;
  /** The platform. */
  provider: ProviderType;
  /** Whether the node can be used. */
  status: NodeState;
  /** In the vocabulary of all platforms. */
  health: Health;
  /** ISO 8601 time since which it has this health, as far as it was observed. */
  since?: string;
  /** The platform's word, such as `Ready,SchedulingDisabled`. */
  rawStatus?: string;
  /** Cores. */
  cpu: Usage;
  /** Bytes. */
  memory: Usage;
  /** Bytes. */
  storage?: Usage;
  /** What can be placed on it. */
  placement?: NodePlacement;
  /** Seconds. */
  uptime?: number;
  /** As the platform reports them. */
  conditions?: Condition[];
  /** As the platform has them. */
  labels?: Metadata;
  /** IP addresses. */
  addresses?: string[];
  /** Number of workloads by health. */
  workloads?: Counts;
  /** Facts that rarely change: kernelVersion, cpuModel, roles, … */
  metadata?: Metadata;
  /** What could not be read of the node itself, where a user opens it. */
  limitations?: Limitation[];
  /** How old the data is; in lists only the cluster has it. */
  freshness?: Freshness;
  /** Why the last read of the cluster failed. */
  error?: ProviderError;
  /** How old the list of workloads is. */
  workloadsFreshness?: Freshness;
  /** Why the last read of the workloads failed. */
  workloadsError?: ProviderError;
}
