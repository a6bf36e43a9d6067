export * from './types';
export { AppConfigWatch } from './AppConfigWatch';
export { ConfigReport } from './ConfigReport';
export { HardwareInventory, type Hardware } from './HardwareInventory';
export { DEFAULT_LIMITS, readLimits, type RequestLimits } from './readLimits';
export { isTooDeep, MAX_DEPTH } from './nesting';
export { ProviderConfigSource } from './ProviderConfigSource';
export { ENTRY_KEYS, readProviderEntries } from './readProviderEntries';
export { DEFAULT_TIMINGS } from './timings';
