export { OwnerField } from './OwnerField';
export { MINE, useOwnerScope } from './useOwnerScope';
