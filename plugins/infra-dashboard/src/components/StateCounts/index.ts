export { TotalLink, type TotalLinkProps } from './TotalLink';
export { NodeCounts, WorkloadCounts } from './counts';
