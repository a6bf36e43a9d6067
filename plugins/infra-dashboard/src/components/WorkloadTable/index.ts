export { useWorkloadTypeLabel, workloadIcon } from './types';
export { WorkloadTable, type WorkloadTableProps } from './WorkloadTable';
export {
  useWorkloadAmounts,
  WorkloadAmount,
  type WorkloadAmountText,
} from './WorkloadAmount';
