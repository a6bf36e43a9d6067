/**
 * Backend of infra-dashboard.
 *
 * @packageDocumentation
 */
export { infraDashboardPlugin as default } from './plugin';
export {
  createInfraClusterConditionalDecision,
  infraClusterConditions,
  infraClusterPermissionResourceRef,
  infraClusterRules,
  type InfraClusterFilter,
  type InfraClusterResource,
} from './permissions';
