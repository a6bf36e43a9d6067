export { FactList, type Fact, type FactListProps } from './FactList';
export { toTerm } from './toTerm';
export { useFactTerm } from './useFactTerm';
export { useMetadataFacts } from './useMetadataFacts';
