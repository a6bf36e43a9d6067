/**
 * Kubernetes for the infra-dashboard backend.
 *
 * @packageDocumentation
 */
export {
  infraDashboardModuleKubernetes as default,
  infraDashboardModuleKubernetes,
} from './module';
export { kubernetesPlatform } from './platform';
