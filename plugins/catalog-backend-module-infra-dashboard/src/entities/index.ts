export { toEntities, type ClusterEntities } from './toEntities';
export { entityName, type NamedThing } from './entityName';
