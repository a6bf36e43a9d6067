import type { WorkloadResponse } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { usePolled, type Polled } from './usePolled';

/** Details are shared by the backend for about as long. */
const INTERVAL_MS = 15_000;

/** One workload with its details: `GET /workloads/:cluster/:id`. @public */
export function useWorkload(options: {
  cluster: string;
  id: string;
}): Polled<WorkloadResponse> {
  const { cluster, id } = options;
  return usePolled(
    ['workload', cluster, id],
    api => api.getWorkload(cluster, id, { include: 'detail,events' }),
    { interval: INTERVAL_MS },
  );
}
