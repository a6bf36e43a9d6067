/**
 * OpenStack for the infra-dashboard backend.
 *
 * @packageDocumentation
 */
export {
  infraDashboardModuleOpenStack as default,
  infraDashboardModuleOpenStack,
} from './module';
export { openstackPlatform } from './platform';
