export { mapPod, type MapOptions, type PodItem } from './pod';
export { mapNode } from './node';
export { mapDeployment } from './deployment';
export * from './metrics';
