import { useApi } from '@backstage/core-plugin-api';
import type { InfraDashboardApi } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { useCallback, useRef, useState } from 'react';
import { infraDashboardApiRef } from '../api';
import { usePolled, type Polled } from './usePolled';

/** Rows that one more page adds. */
const PAGE_SIZE = 200;

/** The maximum number of rows of one request. */
const MAX_LIMIT = 1_000;

/**
 * Each poll re-reads up to this many rows, in at most two requests. A longer list is only
 * re-read when the user refreshes it.
 */
const MAX_POLLED_ROWS = 2_000;

/** One page of a list, as the API returns it. */
interface RowPage<T> {
  items: T[];
  nextCursor?: string;
}

/** The rows of a query that are loaded so far, and the other fields of the last page. */
export type LoadedRows<T, P extends RowPage<T>> = Omit<
  P,
  'items' | 'nextCursor'
> & {
  /** Key of the query that returned the rows. */
  key: string;
  rows: T[];
  nextCursor?: string;
  /** ISO 8601 time of the request for the rows. */
  readAt: string;
};

/** A list that is loaded page by page. @public */
export interface Pages<L> extends Polled<L> {
  /** The rows shown are still those of the last query. */
  isPrevious: boolean;
  /** So many rows are loaded that they are not read again by themselves. */
  isPaused: boolean;
  /** Why the last attempt to load more failed. */
  moreError?: Error;
  /** Adds the next rows; does nothing while some are under way, or where there are none. */
  loadMore: () => void;
}

export interface PagesOptions<T, P extends RowPage<T>> {
  /** Names the list in the cache. */
  name: string;
  load: (
    api: InfraDashboardApi,
    paging: { limit: number; cursor?: string },
  ) => Promise<P>;
  /** Rows that moved between two pages would be listed twice. */
  identityOf: (row: T) => string;
  /** Default: 200 */
  pageSize?: number;
}

function keyOf(query: object): string {
  return JSON.stringify(Object.entries(query).filter(([, one]) => one));
}

/**
 * A list that the backend filters and sorts. Loads the first rows, more with `loadMore`, and
 * re-reads the loaded rows with each poll.
 */
export function usePages<T, P extends RowPage<T>>(
  query: object,
  options: PagesOptions<T, P>,
): Pages<LoadedRows<T, P>> {
  type Loaded = LoadedRows<T, P>;
  const { identityOf, load, name, pageSize = PAGE_SIZE } = options;
  const api = useApi(infraDashboardApiRef);
  const key = keyOf(query);
  const loaded = useRef<Loaded>();
  /** Set to the query once too many rows are loaded to poll them. */
  const tooLong = useRef<string>();
  const isLoadingMore = useRef(false);
  const [more, setMore] = useState<{ of?: string; error?: Error }>({});

  const toLoaded = (page: P, rows: T[], readAt: string) => {
    const { items: _items, ...others } = page;
    const unique = [...new Map(rows.map(row => [identityOf(row), row]))];
    const distinct = unique.map(([, row]) => row);
    return { ...others, key, readAt, rows: distinct } as unknown as Loaded;
  };

  const readRows = async (wanted: number): Promise<Loaded> => {
    const readAt = new Date().toISOString();
    const rows: T[] = [];
    let cursor: string | undefined;
    for (;;) {
      const limit = Math.min(wanted - rows.length, MAX_LIMIT);
      const page = await load(api, { limit, cursor });
      rows.push(...page.items);
      cursor = page.nextCursor;
      if (!cursor || page.items.length === 0 || rows.length >= wanted) {
        return toLoaded(page, rows, readAt);
      }
    }
  };

  const polled = usePolled<Loaded>(
    [name, key, String(pageSize)],
    async () => {
      const { rows = [] } = loaded.current?.key === key ? loaded.current : {};
      const pages = Math.max(1, Math.ceil(rows.length / pageSize));
      return readRows(Math.min(pages * pageSize, MAX_POLLED_ROWS));
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
      const page = await load(api, { limit: pageSize, cursor });
      const before = loaded.current;
      // A poll or another query in between has an end that these rows do not belong to.
      if (before?.key !== key || before.nextCursor !== cursor) return;
      const next = toLoaded(
        page,
        [...before.rows, ...page.items],
        before.readAt,
      );
      if (next.rows.length > MAX_POLLED_ROWS) tooLong.current = key;
      replace(next);
      setMore({});
    } catch (failure) {
      setMore({ of: cursor, error: failure as Error });
    } finally {
      isLoadingMore.current = false;
    }
    // The key represents the query.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [api, key, pageSize, replace]);

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
