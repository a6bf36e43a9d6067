export { FilterPanel } from './FilterPanel';
export { ListState } from './ListState';
export { passesList } from './passesList';
export { useClusterChoices } from './useClusterChoices';
export { useListSort } from './useListSort';
export { useListStyles } from './useListStyles';
