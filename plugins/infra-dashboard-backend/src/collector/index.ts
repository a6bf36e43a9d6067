export * from './types';
export { Collector } from './Collector';
export { completenessOf } from './completenessOf';
export { PortalId } from './PortalId';
export { SnapshotCache } from './SnapshotCache';
