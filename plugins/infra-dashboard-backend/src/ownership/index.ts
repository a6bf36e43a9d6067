export { normalizeRef } from './entityRefs';
export { OwnershipMatcher, type Ownership } from './OwnershipMatcher';
export { OwnershipUpdater } from './OwnershipUpdater';
export { WorkloadOwnership } from './WorkloadOwnership';
export type { OwnerEntity } from './OwnerEntity';
