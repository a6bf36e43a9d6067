import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { usePolled, type Polled } from './usePolled';

/** Every cluster the reader may see, without nodes: `GET /clusters`. @public */
export function useClusters(): Polled<ClusterStatus[]> {
  return usePolled(['clusters'], async api => (await api.getClusters()).items);
}
