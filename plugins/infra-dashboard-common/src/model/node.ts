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
