export { StateCounts, type StateCountsProps } from './StateCounts';
export { TotalLink, type TotalLinkProps } from './TotalLink';
export { NodeCounts, WorkloadCounts } from './counts';
