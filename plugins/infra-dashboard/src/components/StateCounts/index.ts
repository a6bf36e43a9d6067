export { StateCounts, type StateCountsProps } from './StateCounts';
export { NodeCounts, WorkloadCounts } from './counts';
