export { WorkloadTable, type WorkloadTableProps } from './WorkloadTable';
