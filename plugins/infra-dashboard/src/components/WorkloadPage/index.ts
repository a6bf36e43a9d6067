export { WorkloadPage } from './WorkloadPage';
