export * from './InfraInventoryService';
export { infraInventoryServiceRef } from './infraInventoryServiceRef';
