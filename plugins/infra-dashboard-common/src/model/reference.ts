import type { Workload } from './workload';

/** The fields of a workload that another object refers to. @public */
export type WorkloadReference = Pick<
  Workload,
  | 'id'
  | 'name'
  | 'cluster'
  | 'provider'
  | 'type'
  | 'node'
  | 'namespace'
  | 'health'
  | 'entityRefs'
  | 'ownerRef'
>;

/** The first items of a list, with the number of all. @public */
export interface Bounded<T> {
  /** Number of all items. */
  total: number;
  /** The first ones. */
  items: T[];
}
