import type { StorageStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  StoragePage,
  StorageQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { usePages, type LoadedRows, type Pages } from './usePages';

/** Filters and order; the hook does the paging. @public */
export type StorageListQuery = Omit<StorageQuery, 'cursor' | 'limit'>;

/** The storages of a query that are loaded so far. @public */
export type LoadedStorages = LoadedRows<StorageStatus, StoragePage>;

/**
 * Storages of all clusters, filtered and sorted by the backend: `GET /storages`. Loads the first
 * rows, more with `loadMore`, and re-reads the loaded rows with each poll.
 *
 * @public
 */
export function useStorages(query: StorageListQuery): Pages<LoadedStorages> {
  return usePages<StorageStatus, StoragePage>(query, {
    name: 'storages',
    load: (api, paging) => api.getStorages({ ...query, ...paging }),
    identityOf: ({ cluster, id }) => `${cluster}\n${id}`,
  });
}
