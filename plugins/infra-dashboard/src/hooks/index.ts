export { useCluster } from './useCluster';
export { useClusters } from './useClusters';
export { useClustersByProvider } from './useClustersByProvider';
export { useNode } from './useNode';
export { useNow } from './useNow';
export { useProviders } from './useProviders';
export { useUrlState } from './useUrlState';
export { useWorkloads } from './useWorkloads';
export type { Polled } from './usePolled';
