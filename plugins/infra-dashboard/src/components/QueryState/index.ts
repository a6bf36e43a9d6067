export { QueryState, type QueryStateProps } from './QueryState';
