export * from './resource';
export * from './rules';
export * from './workloadResource';
export * from './workloadRules';
export { AccessControl } from './AccessControl';
export { EVERYTHING, type Visibility } from './Visibility';
export { allowsWorkload, compileCriteria, matchCluster } from './matchWorkload';
export { VisibleEntities } from './VisibleEntities';
