import type { StatusReason } from './shared';
import type { MessageParams } from '../messages';
import type { ChangedWorkload } from './change';
import type { Bounded, WorkloadReference } from './reference';
import type { ProviderType } from './vocabulary';

/** Kinds of problems, the worst first. @public */
export const PROBLEM_KINDS = [
  'cluster-unreachable',
  'cluster-failed',
  'misconfigured',
  'node-down',
  'storage-failed',
  'app-failed',
  'cluster-degraded',
  'node-degraded',
  'node-full',
  'storage-degraded',
  'app-degraded',
  'workloads-unreadable',
  'cluster-stale',
  'credentials-expire',
  'certificate-expires',
  'backup-missing',
  'version-unsupported',
] as const;

/**
 * What is wrong: a cluster cannot be read (`cluster-unreachable`), its workloads cannot
 * (`workloads-unreadable`), or there is no new data of it (`cluster-stale`); its own health or
 * that of a node, a storage or an app; a node has hardly any memory or disk left (`node-full`); an
 * entry of the configuration cannot be used (`misconfigured`), or its credentials end soon
 * (`credentials-expire`), or the certificate of its servers does (`certificate-expires`); machines that no backup job includes (`backup-missing`); a version that
 * gets no corrections any more, or soon (`version-unsupported`).
 *
 * @public
 */
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

/** Severities of problems, the worst first. @public */
export const PROBLEM_SEVERITIES = ['critical', 'warning'] as const;

/** `critical`: something does not work; `warning`: it works, or nothing new is known. @public */
export type ProblemSeverity = (typeof PROBLEM_SEVERITIES)[number];

/** Until when a problem, or all problems of a cluster, are muted. @public */
export interface ProblemMute {
  /** To end it. */
  id: string;
  /** Id of the muted problem; absent for a cluster. */
  problem?: string;
  /** Name of the cluster whose problems are all muted: a maintenance window. */
  cluster?: string;
  /** ISO 8601 time of its end. */
  until: string;
  /** Entity reference of the user. */
  by?: string;
  /** Why, in the words of the user. */
  reason?: string;
}

/** One cause with everything that it affects. @public */
export interface Problem extends StatusReason {
  /** The same as long as the cause is. */
  id: string;
  /** What is wrong. */
  kind: ProblemKind;
  /** How bad it is. */
  severity: ProblemSeverity;
  /** Name of the cluster, or of the provider that brings none. */
  cluster: string;
  /** The platform. */
  provider: ProviderType;
  /** Name of the node that has the problem. */
  node?: string;
  /** Name of the storage that has the problem. */
  storage?: string;
  /** The app that has the problem; absent where several have the same cause. */
  workload?: ChangedWorkload;
  /** The platform's word, or the code of the error. */
  status?: string;
  /** How to fix it. */
  hint?: string;
  /** Code of `hint`. */
  hintCode?: string;
  /** Values of the placeholders of `hintCode`. */
  params?: MessageParams;
  /** ISO 8601 time since which it is so, as far as it was observed. */
  since?: string;
  /** ISO 8601 time of the last good read, where the data is not fresh. */
  observedAt?: string;
  /** Number of clusters, nodes or apps that have it. */
  count: number;
  /** Workloads behind it, those of a dead node for example. */
  affected: Bounded<WorkloadReference>;
  /** Entity references of the components and other entities behind it. */
  entities: Bounded<string>;
  /** Entity references of who is responsible, and of the owners of what is behind it. */
  owners: Bounded<string>;
  /** Until when no owner is notified of it. */
  mute?: ProblemMute;
}
