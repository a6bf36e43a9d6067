export { WorkloadList, type WorkloadListProps } from './WorkloadList';
export { CoverageNotice, isMissing } from './CoverageNotice';
export { useWorkloadIcon, useWorkloadTypeLabel } from './workloadTypes';
