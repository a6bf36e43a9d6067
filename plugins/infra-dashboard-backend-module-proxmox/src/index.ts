/**
 * Proxmox VE for the infra-dashboard backend.
 *
 * @packageDocumentation
 */
export { infraDashboardModuleProxmox as default } from './module';
export { proxmoxPlatform } from './platform';
