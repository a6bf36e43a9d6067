/**
 * Proxmox VE for the infra-dashboard backend.
 *
 * @packageDocumentation
 */
export {
  infraDashboardModuleProxmox as default,
  infraDashboardModuleProxmox,
} from './module';
export { proxmoxPlatform } from './platform';
