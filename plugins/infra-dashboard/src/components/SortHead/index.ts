export { SortHead } from './SortHead';
export { useTableSort } from './useTableSort';
export type { SortValues } from './sortRows';
