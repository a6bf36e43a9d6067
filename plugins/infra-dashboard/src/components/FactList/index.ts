export { FactList, type Fact, type FactListProps } from './FactList';
export { toTerm, useMetadataFacts } from './useMetadataFacts';
