export * from './types';
export { HardwareInventory, type Hardware } from './HardwareInventory';
export { JsonFile } from './JsonFile';
export { DEFAULT_LIMITS, readLimits, type RequestLimits } from './readLimits';
export { isTooDeep, MAX_DEPTH } from './nesting';
export { ProviderConfigSource } from './ProviderConfigSource';
export {
  DEFAULT_TIMINGS,
  describeIssues,
  readProviderEntries,
} from './readProviderEntries';
