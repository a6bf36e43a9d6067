/**
 * Backend of infra-dashboard.
 *
 * @packageDocumentation
 */
export { infraDashboardFeatures as default } from './loader';
export { infraDashboardPlugin } from './plugin';
export {
  createInfraClusterConditionalDecision,
  infraClusterConditions,
  infraClusterPermissionResourceRef,
  infraClusterRules,
  type InfraClusterFilter,
  type InfraClusterResource,
} from './permissions';
