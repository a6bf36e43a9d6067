export * from './types';
export { Collector } from './Collector';
export { SnapshotCache } from './SnapshotCache';
