import type { ProblemFinder, ProblemMutes } from '../problems';
import type { StorageQueries } from './query/StorageQueries';
import type { WorkloadLists } from './query/WorkloadLists';
import type { WorkloadQueries } from './query/WorkloadQueries';
import type { InventoryRecorder } from './store/InventoryRecorder';

/** The workloads and storages in the database. */
export interface StoredWorkloads {
  recorder: Pick<InventoryRecorder, 'rowOf'>;
  queries: WorkloadQueries;
  storages: StorageQueries;
  lists: WorkloadLists;
}

/** What is wrong, and what of it is muted. */
export interface StoredProblems {
  finder: Pick<ProblemFinder, 'find'>;
  mutes: Pick<ProblemMutes, 'add' | 'list' | 'remove'>;
}
