/**
 * OpenStack for the infra-dashboard backend.
 *
 * @packageDocumentation
 */
export { infraDashboardModuleOpenStack as default } from './module';
export { openstackPlatform } from './platform';
