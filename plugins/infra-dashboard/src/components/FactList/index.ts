export { FactList, type Fact, type FactListProps } from './FactList';
export { useFactTerm } from './useFactTerm';
export { useMetadataFacts } from './useMetadataFacts';
