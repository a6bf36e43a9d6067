export { ConditionList, type ConditionListProps } from './ConditionList';
