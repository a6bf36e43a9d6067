import { useApi } from '@backstage/core-plugin-api';
import type {
  InfraDashboardApi,
  Workload,
  WorkloadQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useCallback, useRef, useState } from 'react';
import { infraDashboardApiRef } from '../api';
import { usePolled, type Polled } from './usePolled';

/** Rows that scrolling adds at a time. */
const WORKLOAD_PAGE = 200;

/** The maximum number of rows of one request. */
const MAX_LIMIT = 1_000;

/**
 * Each poll re-reads up to this many rows, in at most two requests. A longer list is only
 * re-read when the user refreshes it.
 */
const MAX_POLLED_ROWS = 2_000;

/** Filters and order; the hook does the paging. @public */
export type WorkloadListQuery = Omit<WorkloadQuery, 'cursor' | 'limit'>;

/** The rows of a query that are loaded so far. @public */
export interface LoadedWorkloads {
  /** Key of the query that returned the rows. */
  key: string;
  rows: Workload[];
  /** Number of all rows that pass the filter. */
  totalItems: number;
  nextCursor?: string;
  /** ISO 8601 time of the request for the rows. */
  readAt: string;
}

/** @public */
export interface WorkloadPages extends Polled<LoadedWorkloads> {
  /** The rows shown are still those of the last query. */
  isPrevious: boolean;
  /** So many rows are loaded that they are not read again by themselves. */
  isPaused: boolean;
  /** Why the last attempt to load more failed. */
  moreError?: Error;
  /** Adds the next rows; does nothing while some are under way, or where there are none. */
  loadMore: () => void;
}

function identity({ cluster, id }: Workload): string {
  return `${cluster}\n${id}`;
}

/** Rows that moved between two pages would be listed twice. */
function withoutRepeats(rows: Workload[]): Workload[] {
  return [...new Map(rows.map(row => [identity(row), row])).values()];
}

async function readRows(
  api: InfraDashboardApi,
  options: { query: WorkloadListQuery; wanted: number },
): Promise<Omit<LoadedWorkloads, 'key'>> {
  const { query, wanted } = options;
  const readAt = new Date().toISOString();
  const rows: Workload[] = [];
  let cursor: string | undefined;
  for (;;) {
    const limit = Math.min(wanted - rows.length, MAX_LIMIT);
    const page = await api.getWorkloads({ ...query, limit, cursor });
    rows.push(...page.items);
    cursor = page.nextCursor;
    if (!cursor || page.items.length === 0 || rows.length >= wanted) {
      const { totalItems } = page;
      const loaded = withoutRepeats(rows);
      return { rows: loaded, totalItems, nextCursor: cursor, readAt };
    }
  }
}

/**
 * Workloads of all clusters, filtered and sorted by the backend: `GET /workloads`. Loads the
 * first rows, more with `loadMore`, and re-reads the loaded rows with each poll.
 *
 * @public
 */
export function useWorkloadPages(query: WorkloadListQuery): WorkloadPages {
  const api = useApi(infraDashboardApiRef);
  const key = JSON.stringify(Object.entries(query).filter(([, one]) => one));
  const loaded = useRef<LoadedWorkloads>();
  /** Set to the query once too many rows are loaded to poll them. */
  const tooLong = useRef<string>();
  const isLoadingMore = useRef(false);
  const [more, setMore] = useState<{ of?: string; error?: Error }>({});

  const polled = usePolled<LoadedWorkloads>(
    ['workload-pages', key],
    async () => {
      const { rows = [] } = loaded.current?.key === key ? loaded.current : {};
      const pages = Math.max(1, Math.ceil(rows.length / WORKLOAD_PAGE));
      const wanted = Math.min(pages * WORKLOAD_PAGE, MAX_POLLED_ROWS);
      return { key, ...(await readRows(api, { query, wanted })) };
    },
    { keepPreviousData: true, isPaused: () => tooLong.current === key },
  );
  const { error, isLoading, refresh, replace } = polled;
  // Rows of the previous query must not be shown for a query that failed.
  const isPrevious = polled.data !== undefined && polled.data.key !== key;
  const data = isPrevious && error ? undefined : polled.data;
  loaded.current = data;

  const loadMore = useCallback(async () => {
    const cursor = loaded.current?.nextCursor;
    if (!cursor || loaded.current?.key !== key || isLoadingMore.current) return;
    isLoadingMore.current = true;
    try {
      const limit = WORKLOAD_PAGE;
      const page = await api.getWorkloads({ ...query, limit, cursor });
      const before = loaded.current;
      // A poll or another query in between has an end that these rows do not belong to.
      if (before?.key !== key || before.nextCursor !== cursor) return;
      const rows = withoutRepeats([...before.rows, ...page.items]);
      if (rows.length > MAX_POLLED_ROWS) tooLong.current = key;
      const { nextCursor, totalItems } = page;
      replace({ ...before, rows, totalItems, nextCursor });
      setMore({});
    } catch (failure) {
      setMore({ of: cursor, error: failure as Error });
    } finally {
      isLoadingMore.current = false;
    }
    // The key represents the query.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [api, key, replace]);

  return {
    data,
    error,
    isLoading,
    isPrevious,
    isPaused: tooLong.current === key && !isPrevious,
    moreError: more.of === data?.nextCursor ? more.error : undefined,
    loadMore,
    refresh: useCallback(() => {
      tooLong.current = undefined;
      setMore({});
      refresh();
    }, [refresh]),
  };
}
