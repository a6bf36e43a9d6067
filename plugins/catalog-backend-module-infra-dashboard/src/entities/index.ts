export { toEntities, type ClusterEntities } from './toEntities';
