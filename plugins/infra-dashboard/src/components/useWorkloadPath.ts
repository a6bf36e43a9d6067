import { useRouteRef } from '@backstage/core-plugin-api';
import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useCallback } from 'react';
import { workloadRouteRef } from '../routes';

/** The page of a workload. */
export function useWorkloadPath(): (
  workload: Pick<Workload, 'cluster' | 'id'>,
) => string {
  const workloadRoute = useRouteRef(workloadRouteRef);
  return useCallback(
    ({ cluster, id }) =>
      workloadRoute({
        cluster: encodeURIComponent(cluster),
        id: encodeURIComponent(id),
      }),
    [workloadRoute],
  );
}
