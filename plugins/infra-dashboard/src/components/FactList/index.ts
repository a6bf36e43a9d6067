export { FactList, type Fact, type FactListProps } from './FactList';
export { metadataFacts } from './metadataFacts';
