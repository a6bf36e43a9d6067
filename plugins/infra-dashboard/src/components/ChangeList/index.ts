export { OwnerLink } from './OwnerLink';
export { ChangeList, type ChangeListProps } from './ChangeList';
