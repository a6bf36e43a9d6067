export { entityExtensions } from './extensions';
export { hasInfraWorkloads, isInfraCluster, isInfraNode } from './filters';
