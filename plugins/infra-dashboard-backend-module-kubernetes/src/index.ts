/**
 * Kubernetes for the infra-dashboard backend.
 *
 * @packageDocumentation
 */
export { infraDashboardModuleKubernetes as default } from './module';
export { kubernetesPlatform } from './platform';
