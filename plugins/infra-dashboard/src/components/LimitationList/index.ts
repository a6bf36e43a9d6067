export { LimitationList, type LimitationListProps } from './LimitationList';
