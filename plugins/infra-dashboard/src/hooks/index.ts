export {
  useChanges,
  type ChangeListQuery,
  type LoadedChanges,
} from './useChanges';
export { useCluster } from './useCluster';
export { useClusters, useClustersWithNodes } from './useClusters';
export { useEntityWorkloads, type EntityWorkloads } from './useEntityWorkloads';
export { useHistories, useHistory } from './useHistory';
export { useInfraLinks, type InfraLinks } from './useInfraLinks';
export {
  useListPaths,
  type ChangeScope,
  type WorkloadListFilter,
} from './useListPaths';
export { useMarkedChanges } from './useMarkedChanges';
export { useNode } from './useNode';
export { useNodeImpact } from './useNodeImpact';
export { useClusterPath, useNodePath, useWorkloadPath } from './useObjectPaths';
export { useNow } from './useNow';
export {
  useProblems,
  type LoadedProblems,
  type ProblemListQuery,
} from './useProblems';
export { useProviders } from './useProviders';
export { useSettled } from './useSettled';
export {
  useStorages,
  type LoadedStorages,
  type StorageListQuery,
} from './useStorages';
export { useUrlState } from './useUrlState';
export { useWorkload } from './useWorkload';
export {
  useWorkloadPages,
  type LoadedWorkloads,
  type WorkloadListQuery,
  type WorkloadPages,
} from './useWorkloadPages';
export type { Pages } from './usePages';
export type { Polled } from './usePolled';
export { usePlatforms, useWorkloadTypeDescriptors } from './usePlatforms';
