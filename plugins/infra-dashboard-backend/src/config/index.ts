export * from './types';
export { HardwareInventory, type Hardware } from './HardwareInventory';
export { JsonFile } from './JsonFile';
export { ProviderConfigSource } from './ProviderConfigSource';
export { describeIssues } from './readProviderEntries';
