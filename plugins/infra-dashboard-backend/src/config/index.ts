export * from './types';
export { findFile } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
export { flag } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
export { HardwareInventory, type Hardware } from './HardwareInventory';
export { JsonFile } from './JsonFile';
export { DEFAULT_LIMITS, readLimits, type RequestLimits } from './readLimits';
export { ProviderConfigSource } from './ProviderConfigSource';
export {
  DEFAULT_TIMINGS,
  describeIssues,
  readProviderEntries,
} from './readProviderEntries';
