import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { usePolled, type Polled } from './usePolled';

/** Rows of one page, and the most pages that are read: more than anybody looks through. */
const PAGE = 1_000;
const MAX_PAGES = 5;

/** Without replicas whose controller is there as well: it stands for them. */
function foldReplicas(workloads: Workload[]): Workload[] {
  const keyOf = (cluster: string, id: string) => `${cluster}\n${id}`;
  const known = new Set(workloads.map(({ cluster, id }) => keyOf(cluster, id)));
  return workloads.filter(
    ({ cluster, controllerId }) =>
      controllerId === undefined || !known.has(keyOf(cluster, controllerId)),
  );
}

/** @public */
export interface EntityWorkloads {
  /** Without the replicas of controllers that are among them. */
  items: Workload[];
  /** More than `items` where there are more than five thousand. */
  totalItems: number;
}

/**
 * The workloads of a catalog entity over all clusters: `GET /workloads?entityRef=`.
 *
 * @public
 */
export function useEntityWorkloads(entityRef: string): Polled<EntityWorkloads> {
  return usePolled(['entity-workloads', entityRef], async api => {
    const items: Workload[] = [];
    let totalItems = 0;
    let cursor: string | undefined;
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const found = await api.getWorkloads({ entityRef, limit: PAGE, cursor });
      items.push(...found.items);
      totalItems = found.totalItems;
      cursor = found.nextCursor;
      if (!cursor) break;
    }
    const apps = foldReplicas(items);
    return { items: apps, totalItems: totalItems - items.length + apps.length };
  });
}
