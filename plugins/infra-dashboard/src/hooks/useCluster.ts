import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { usePolled, type Polled } from './usePolled';

/** One cluster with its nodes: `GET /clusters/:cluster`. @public */
export function useCluster(cluster: string): Polled<ClusterStatus> {
  return usePolled(['cluster', cluster], api => api.getCluster(cluster));
}
