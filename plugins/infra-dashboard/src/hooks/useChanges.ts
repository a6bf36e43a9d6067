import type { Change } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  ChangePage,
  ChangeQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { usePages, type LoadedRows, type Pages } from './usePages';

/** Filters of a list of changes; the hook does the paging. @public */
export type ChangeListQuery = Omit<ChangeQuery, 'cursor' | 'limit'>;

/** The changes that are loaded so far, the latest first. @public */
export type LoadedChanges = LoadedRows<Change, ChangePage>;

/**
 * What changed, the latest first: `GET /changes`. Loads the first rows, more with `loadMore`, and
 * re-reads the loaded rows with each poll.
 *
 * @param pageSize - number of rows that are loaded at a time
 * @public
 */
export function useChanges(
  query: ChangeListQuery,
  pageSize?: number,
): Pages<LoadedChanges> {
  return usePages<Change, ChangePage>(query, {
    name: 'changes',
    load: (api, paging) => api.getChanges({ ...query, ...paging }),
    identityOf: ({ id }) => id,
    pageSize,
  });
}
