import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { usePolled, type Polled } from './usePolled';

/** Every cluster the reader may see, without nodes: `GET /clusters`. @public */
export function useClusters(): Polled<ClusterStatus[]> {
  return usePolled(['clusters'], async api => (await api.getClusters()).items);
}

/** The same with all nodes: `GET /clusters?include=nodes`. @public */
export function useClustersWithNodes(): Polled<ClusterStatus[]> {
  return usePolled(
    ['clusters', 'nodes'],
    async api => (await api.getClusters({ include: 'nodes' })).items,
    { interval: 20_000 },
  );
}
