export * from './types';
export { Collector } from './Collector';
export { completenessOf } from './completenessOf';
export { PortalId } from './PortalId';
export { ProviderLeases } from './leases/ProviderLeases';
export { SharedCache } from './SharedCache';
export { StoredRefusals } from './StoredRefusals';
export { readCollectorEnabled } from './readCollectorEnabled';
