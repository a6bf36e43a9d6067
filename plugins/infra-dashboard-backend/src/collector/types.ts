import type {
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

/** What is known of one cluster. Holds unified objects only, nothing per user. */
export interface ClusterSnapshot {
  name: string;
  /** ISO 8601 time since which it has its health; absent: it was never seen otherwise. */
  since?: string;
  topology: SnapshotPart<Topology>;
  workloads: SnapshotPart<WorkloadsReading>;
}

/** A cluster with the connection that it is read through. */
export interface ClusterRecord {
  entry: ProviderEntry;
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
>;
