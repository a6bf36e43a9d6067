import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  WorkloadPage,
  WorkloadQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { usePages, type LoadedRows, type Pages } from './usePages';

/** Filters and order; the hook does the paging. @public */
export type WorkloadListQuery = Omit<WorkloadQuery, 'cursor' | 'limit'>;

/** The rows of a query that are loaded so far. @public */
export type LoadedWorkloads = LoadedRows<Workload, WorkloadPage>;

/** @public */
export type WorkloadPages = Pages<LoadedWorkloads>;

/**
 * Workloads of all clusters, filtered and sorted by the backend: `GET /workloads`. Loads the
 * first rows, more with `loadMore`, and re-reads the loaded rows with each poll.
 *
 * @public
 */
export function useWorkloadPages(query: WorkloadListQuery): WorkloadPages {
  return usePages<Workload, WorkloadPage>(query, {
    name: 'workload-pages',
    load: (api, paging) => api.getWorkloads({ ...query, ...paging }),
    identityOf: ({ cluster, id }) => `${cluster}\n${id}`,
  });
}
