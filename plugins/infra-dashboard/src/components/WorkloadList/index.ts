export { WorkloadList, type WorkloadListProps } from './WorkloadList';
export { CoverageNotice, lacksWorkloads } from './CoverageNotice';
export { useWorkloadIcon, useWorkloadTypeLabel } from './workloadTypes';
