export { OwnerField } from './OwnerField';
export { useOwnerScope } from './useOwnerScope';
