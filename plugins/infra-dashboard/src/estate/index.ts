export { needsAttention, urgency, withoutCluster } from './attention';
export { clusterState, toneOf, type ClusterState } from './clusterState';
export {
  filterClusters,
  holdsWords,
  type ClusterFilters,
} from './filterClusters';
export { groupByProvider, type ProviderGroup } from './groupByProvider';
export { HEALTHS_WORST_FIRST, healthRank, NODE_STATE_TONES } from './order';
export { NODE_STATES_WORST_FIRST, nodeStatesOf } from './nodeStates';
export { summarise, type EstateSummary, type EstateUsage } from './summarise';
