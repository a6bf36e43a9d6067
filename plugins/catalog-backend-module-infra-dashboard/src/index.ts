/**
 * Clusters and nodes of infra-dashboard as Resource entities of the catalog.
 *
 * @packageDocumentation
 */
export { catalogModuleInfraDashboard as default } from './module';
