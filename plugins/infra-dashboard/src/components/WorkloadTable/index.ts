export { useWorkloadTypeLabel, workloadIcon } from './types';
export { WorkloadTable, type WorkloadTableProps } from './WorkloadTable';
