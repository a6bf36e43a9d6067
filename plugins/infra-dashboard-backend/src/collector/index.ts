export * from './types';
export { Collector } from './Collector';
export { completenessOf } from './completenessOf';
export { SnapshotCache } from './SnapshotCache';
