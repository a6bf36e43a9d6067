/**
 * Workloads of infra-dashboard as search documents.
 *
 * @packageDocumentation
 */
export { searchModuleInfraDashboard as default } from './module';
