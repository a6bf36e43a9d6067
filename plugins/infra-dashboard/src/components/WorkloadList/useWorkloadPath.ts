import { useRouteRef } from '@backstage/core-plugin-api';
import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useCallback } from 'react';
import { clusterRouteRef, nodeRouteRef } from '../../routes';

/**
 * Where a workload is shown with all around it: on the page of its node, and on that of its
 * cluster where no node is known.
 */
export function useWorkloadPath(): (workload: Workload) => string {
  const clusterRoute = useRouteRef(clusterRouteRef);
  const nodeRoute = useRouteRef(nodeRouteRef);
  return useCallback(
    workload => {
      const cluster = encodeURIComponent(workload.cluster);
      const search = new URLSearchParams({ q: workload.name });
      if (workload.node === undefined) {
        search.set('tab', 'workloads');
        return `${clusterRoute({ cluster })}?${search}`;
      }
      const node = encodeURIComponent(workload.node);
      return `${nodeRoute({ cluster, node })}?${search}`;
    },
    [clusterRoute, nodeRoute],
  );
}
