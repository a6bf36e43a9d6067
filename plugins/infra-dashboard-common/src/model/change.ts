import type { StatusReason } from './shared';
import type { ProviderType, WorkloadType } from './vocabulary';

/** Kinds of changes. @public */
export const CHANGE_KINDS = [
  'added',
  'removed',
  'health',
  'status',
  'moved',
  'version',
  'images',
  'owner',
  'connection',
] as const;

/**
 * What changed: an object came (`added`) or went (`removed`); its health or the platform's word
 * for its status; the node that a workload runs on (`moved`); a version, images or the owner;
 * whether a cluster can be read (`connection`).
 *
 * @public
 */
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** The workload of a change, or the controller of several that changed together. @public */
export interface ChangedWorkload {
  /** Absent for a controller whose replicas changed. */
  id?: string;
  /** Name of the workload, or of the controller. */
  name: string;
  /** A namespace, project or pool. */
  namespace?: string;
  /** Type of the workload. */
  type?: WorkloadType;
  /** Kind of the controller, such as `Deployment`. */
  controller?: string;
}

/**
 * One difference between two readings of a cluster, as the change log stores it.
 *
 * @public
 */
export interface Change extends StatusReason {
  /** Unique; later changes have higher ones. */
  id: string;
  /** ISO 8601 time of the reading that found it. */
  at: string;
  /** ISO 8601 time of the last one, where several were folded into this row. */
  until?: string;
  /** Number of changes that were folded into this row, or of replicas that changed together. */
  count: number;
  /** What changed. */
  kind: ChangeKind;
  /** Name of the cluster. */
  cluster: string;
  /** The platform. */
  provider: ProviderType;
  /** Name of the node that changed, or that has the workload or storage. */
  node?: string;
  /** Name of the storage that changed; a local one is that of `node`. */
  storage?: string;
  /** Absent where a node, a storage or the cluster changed. */
  workload?: ChangedWorkload;
  /** Value before, such as a health, a node or a version. */
  from?: string;
  /** Value after; the code of the error for `connection`, absent when it works again. */
  to?: string;
  /** The platform's word after the change. */
  status?: string;
  /** Catalog entity of the owner at that time. */
  ownerRef?: string;
  /** Catalog entities that the workload belonged to. */
  entityRefs?: string[];
}
