import type {
  NodeStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Result } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { CredentialsInfo } from '../credentials/describeCredentials';
import type { MetricsItem } from './metrics';
import type { ObjectList } from './ObjectList';
import type { PodItem } from './pod';
import type { WorkloadKind } from './WorkloadKind';

/** One list of a refresh, or why it could not be read: the other lists are still shown. */
export type ListResult<T> = Result<ObjectList<T>>;

/** The controllers of one kind. */
export interface ControllerList {
  kind: WorkloadKind;
  list: ListResult<Workload>;
}

/** Everything that one refresh reads of a cluster. */
export interface ClusterParts {
  cluster: string;
  /** The only namespace that is read. */
  namespace?: string;
  /** What is known about the credentials in use. */
  credentials?: CredentialsInfo;
  version?: string;
  /** It should have been readable. */
  versionFailed?: boolean;
  /** The uid of the namespace kube-system, where the credentials may read it. */
  uid?: string;
  /** By how much the clock of the API server is ahead, in milliseconds. */
  skewMs?: number;
  nodes: ListResult<NodeStatus>;
  pods: ListResult<PodItem>;
  controllers: ControllerList[];
  /** Absent with skipMetrics. */
  nodeMetrics?: ListResult<MetricsItem>;
  podMetrics?: ListResult<MetricsItem>;
}

/** The objects of a part; none where it could not be read. */
export function itemsOf<T>(part: ListResult<T> | undefined): T[] {
  return part?.ok ? part.value.items : [];
}

/** Whether an object that is not in the list does not exist. */
export function isComplete(part: ListResult<unknown>): boolean {
  return part.ok && part.value.skipped === 0 && !part.value.truncated;
}

export function isDenied(part: ListResult<unknown>): boolean {
  return !part.ok && part.failure.upstreamStatus === 403;
}

/** Whether the API server does not have this list. */
export function isMissing(part: ListResult<unknown>): boolean {
  return !part.ok && part.failure.upstreamStatus === 404;
}
