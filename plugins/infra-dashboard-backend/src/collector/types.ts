import type {
  ClusterTotals,
  ProviderError,
  ProviderStatus,
  WorkloadTypeDescriptor,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  Topology,
  WorkloadsReading,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProviderEntry } from '../config';

/** One part of a cluster as it was last read; the data outlives later failures. */
export interface SnapshotPart<T> {
  data?: T;
  /** Milliseconds since the epoch of the last good read. */
  observedAt?: number;
  /** Why the latest read failed; absent after a good one. */
  error?: ProviderError;
}

/** How many workloads there are, by health. */
export type WorkloadsByHealth = NonNullable<ClusterTotals['workloads']>;

/** What is known of the workloads of a cluster without reading them: they are in the database. */
export interface WorkloadsSummary extends Omit<WorkloadsReading, 'items'> {
  /**
   * Apps and machines by health; without templates, which never run. Absent where the caller
   * may not know it.
   */
  counts?: WorkloadsByHealth;
  /** Of all that runs on a node, replicas as well: their controllers run on none. */
  countsByNode?: ReadonlyMap<string, WorkloadsByHealth>;
  /** How many are in each state, templates included. */
  states?: ReadonlyMap<string, number>;
}

/** What is known of one cluster. Holds unified objects only, nothing per user. */
export interface ClusterSnapshot {
  name: string;
  /** ISO 8601 time since which it has its health; absent: it was never seen otherwise. */
  since?: string;
  topology: SnapshotPart<Topology>;
  workloads: SnapshotPart<WorkloadsSummary>;
}

/** A cluster with the connection that it is read through. */
export interface ClusterRecord {
  entry: ProviderEntry;
  /** Whether its name holds the place of the entry in the configuration: its own is taken. */
  isNamedByPosition?: boolean;
  snapshot: ClusterSnapshot;
  /** The types of its workloads, by name. */
  workloadTypes?: ReadonlyMap<string, WorkloadTypeDescriptor>;
}

/** The part of `GET /providers` that is not configured. */
export type ConnectionState = Pick<
  ProviderStatus,
  | 'state'
  | 'breaker'
  | 'consecutiveFailures'
  | 'lastSuccessAt'
  | 'lastAttemptAt'
  | 'nextAttemptAt'
  | 'latency'
  | 'error'
  | 'lastError'
  | 'certificateExpiresAt'
>;
