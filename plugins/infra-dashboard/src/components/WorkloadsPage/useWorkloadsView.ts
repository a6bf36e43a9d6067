import {
  HEALTHS,
  WORKLOAD_SORT_KEYS,
  type Health,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useEffect, useMemo, useState } from 'react';
import { usePlatforms, useUrlState, type WorkloadListQuery } from '../../hooks';
import { columnsOf, type ColumnId } from './columns';

/** Time after the last key before the backend is asked, in milliseconds. */
const SETTLE_MS = 250;

/** Those in trouble first. */
const DEFAULT_SORT = '-health';

/** Filters that stand behind a button, since they are rarely used. */
export const MORE_FILTERS = [
  'namespace',
  'node',
  'owner',
  'entityRef',
  'template',
] as const;

/** Every filter, by its name in the URL and in the API alike. */
const FILTERS = [
  'q',
  'provider',
  'cluster',
  'type',
  'health',
  ...MORE_FILTERS,
] as const;

export type FilterName = (typeof FILTERS)[number];

/** Whether a filter of one value, or of several separated by commas, lets a value through. */
export function passesList(filter: string, value: string): boolean {
  return !filter || filter === value || filter.split(',').includes(value);
}

function readSort(text: string): string {
  const key = text.replace(/^-/, '');
  return WORKLOAD_SORT_KEYS.some(one => one === key) ? text : DEFAULT_SORT;
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/**
 * What the workloads page shows, all of which stands in its URL:
 * `?provider=kubernetes&cluster=k8s-prod,k8s-edge&health=failed&q=shop&sort=-memory`.
 */
export function useWorkloadsView() {
  const url = useUrlState();
  const provider = url.get('provider');
  const sort = readSort(url.get('sort'));
  const filters = Object.fromEntries(
    FILTERS.map(name => [name, url.get(name)]),
  ) as Record<FilterName, string>;
  const settled = useSettled(JSON.stringify(filters));
  const query = useMemo<WorkloadListQuery>(() => {
    const { health, template, ...wanted } = JSON.parse(
      settled,
    ) as typeof filters;
    const isHealth = HEALTHS.some(one => one === health);
    return {
      ...Object.fromEntries(
        Object.entries(wanted).filter(([, value]) => value),
      ),
      // The API takes no more; hardly a list gets shorter by further words.
      ...(wanted.q && { q: wanted.q.slice(0, 200) }),
      ...(isHealth && { health: health as Health }),
      ...((template === 'true' || template === 'false') && { template }),
      sort,
    };
  }, [settled, sort]);
  const platforms = usePlatforms();
  const chosen = url.get('columns');
  const columns = useMemo(
    () =>
      columnsOf({
        columns: platforms.get(provider)?.columns,
        chosen: chosen ? chosen.split(',') : [],
      }),
    [platforms, provider, chosen],
  );

  return {
    filters,
    query,
    sort,
    columns,
    isFiltered: FILTERS.some(name => filters[name]),
    hasOwnColumns: Boolean(chosen),
    setFilter: (name: FilterName, value: string) => url.set(name, value),
    clearFilters: () => url.clear([...FILTERS]),
    setSort: (value: string) =>
      url.set('sort', value === DEFAULT_SORT ? '' : value),
    /** None is those that fit the platform. */
    setColumns: (ids: ColumnId[]) => url.set('columns', ids.join(',')),
  };
}

export type WorkloadsView = ReturnType<typeof useWorkloadsView>;
