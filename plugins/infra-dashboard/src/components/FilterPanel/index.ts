export { FilterPanel } from './FilterPanel';
export { passesList } from './passesList';
export { useClusterChoices } from './useClusterChoices';
export { useListStyles } from './useListStyles';
