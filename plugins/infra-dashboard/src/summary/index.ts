export { withoutCluster } from './attention';
export { clusterState, toneOf, type ClusterState } from './clusterState';
export {
  COUNTED_WORST_FIRST,
  nodeHealths,
  type CountedState,
} from './countedStates';
export {
  filterClusters,
  matchesWords,
  type ClusterFilters,
} from './filterClusters';
export { groupByProvider, type ProviderGroup } from './groupByProvider';
export { compareNodes, HEALTHS_WORST_FIRST, healthRank } from './order';
export { problemsOf, readProblems, type Problem } from './problems';
export { hasStaleWorkloads, isStale, type ReadState } from './staleness';
export { summarize, type Summary } from './summarize';
