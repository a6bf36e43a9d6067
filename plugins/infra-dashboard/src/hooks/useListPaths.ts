import { useRouteRef } from '@backstage/core-plugin-api';
import { clusterRouteRef, workloadsRouteRef } from '../routes';

/** The workloads behind a count. */
export interface WorkloadListFilter {
  /** One platform, or several separated by commas. */
  provider?: string;
  /** One cluster, or several separated by commas. */
  cluster?: string;
  node?: string;
  health?: string;
}

/** The paths of the lists behind counts of nodes and workloads. */
export function useListPaths() {
  const clusterRoute = useRouteRef(clusterRouteRef);
  const workloadsRoute = useRouteRef(workloadsRouteRef);
  return {
    nodes(cluster: string, health?: string): string {
      const search = new URLSearchParams({ tab: 'nodes' });
      if (health) search.set('status', health);
      const path = clusterRoute({ cluster: encodeURIComponent(cluster) });
      return `${path}?${search}`;
    },
    workloads(filter: WorkloadListFilter): string {
      const search = new URLSearchParams();
      for (const [name, value] of Object.entries(filter)) {
        if (value) search.set(name, value);
      }
      // Counts leave templates out, which are stopped workloads in the list.
      if (!filter.health || filter.health === 'stopped') {
        search.set('template', 'false');
      }
      return `${workloadsRoute()}?${search}`;
    },
  };
}
