export { ChangeList, type ChangeListProps } from './ChangeList';
export { ChangeRow } from './ChangeRow';
export { OwnerLink } from './OwnerLink';
export { useChangeListStyles } from './useChangeListStyles';
