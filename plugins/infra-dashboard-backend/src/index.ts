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
  createInfraWorkloadConditionalDecision,
  infraWorkloadConditions,
  infraWorkloadPermissionResourceRef,
  infraWorkloadRules,
  type InfraWorkloadFilter,
  type InfraWorkloadResource,
} from './permissions';
