export { FilterBar, type FilterBarProps } from './FilterBar';
export { useClusterFilters } from './useClusterFilters';
