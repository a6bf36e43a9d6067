export { normalizeRef } from './entityRefs';
export { OwnershipUpdater } from './OwnershipUpdater';
export { WorkloadOwnership } from './WorkloadOwnership';
export { OwnershipVocabulary } from './OwnershipVocabulary';
export { entitiesOf } from './entitiesOf';
