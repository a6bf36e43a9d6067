import { useRouteRef } from '@backstage/core-plugin-api';
import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useCallback } from 'react';
import { clusterRouteRef, nodeRouteRef, workloadRouteRef } from '../routes';

/** The page of a cluster. Names may hold slashes. */
export function useClusterPath(): (cluster: string) => string {
  const clusterRoute = useRouteRef(clusterRouteRef);
  return useCallback(
    cluster => clusterRoute({ cluster: encodeURIComponent(cluster) }),
    [clusterRoute],
  );
}

/** The page of a node. */
export function useNodePath(): (cluster: string, node: string) => string {
  const nodeRoute = useRouteRef(nodeRouteRef);
  return useCallback(
    (cluster, node) =>
      nodeRoute({
        cluster: encodeURIComponent(cluster),
        node: encodeURIComponent(node),
      }),
    [nodeRoute],
  );
}

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
