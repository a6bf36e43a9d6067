export { FactList, type Fact, type FactListProps } from './FactList';
export { useMetadataFacts } from './useMetadataFacts';
