import type {
  Limitation,
  NodeStatus,
  Problem,
  StorageStatus,
  Workload,
  WorkloadTypeDescriptor,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { PlatformSupport } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { composeHealth } from '../inventory/composeCluster';

export type Role = WorkloadTypeDescriptor['role'];

/** A cluster as problems are found from it. */
export type ProblemCluster = ReturnType<typeof composeHealth>;

/** What depends on a cluster as a whole. */
export interface Dependents {
  /** Number of its workloads. */
  total: number;
  ownerRefs: string[];
  entityRefs: string[];
}

/** All that problems of one cluster are found from. */
export interface ClusterFacts {
  cluster: ProblemCluster;
  nodes: readonly NodeStatus[];
  /** Entity reference of the configured owner. */
  owner?: string;
  /** ISO 8601 time since which it cannot be read. */
  unreachableSince?: string;
  /** Those that are not well, and all of nodes that are down. */
  workloads: readonly Workload[];
  /** Controllers of these that are well. */
  controllers: readonly Workload[];
  storages?: readonly StorageStatus[];
  /** What the credentials may not do, and until when. */
  limitations?: readonly Limitation[];
  /** Machines that no backup is made of. */
  unprotected?: readonly Workload[];
  /** Of the platform. */
  version?: string;
  support?: PlatformSupport;
  /** In milliseconds. */
  now?: number;
  /** Where the cluster cannot be read. */
  dependents?: Dependents;
}

/** A problem that is part of another one, with its own parts. */
export type ProblemPart = Pick<FoundProblem, 'id' | 'replaces'>;

/** A problem with everything behind it, before a caller's view of it is made. */
export interface FoundProblem
  extends Omit<
    Problem,
    'affected' | 'entities' | 'owners' | 'mute' | 'provider' | 'cluster'
  > {
  affected: readonly Workload[];
  /** Number of workloads where these are not listed. */
  affectedTotal: number;
  ownerRefs: readonly string[];
  entityRefs: readonly string[];
  /** Problems that are not listed because they are part of this one. */
  replaces?: readonly ProblemPart[];
}

/** Where a problem is. */
export type ProblemPlace = Pick<Problem, 'cluster' | 'provider' | 'node'>;

/** The same with its cluster. */
export type ClusterProblem = FoundProblem &
  ProblemPlace & {
    /** Nodes of other clusters that are down for the same cause. */
    folded?: readonly ProblemPlace[];
  };
