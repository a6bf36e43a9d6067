import { HEALTHS } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { STORAGE_SORT_KEYS } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { useMemo } from 'react';
import { useSettled, useUrlState, type StorageListQuery } from '../../hooks';
import { useListSort } from '../FilterPanel';

/** Every filter, by its name in the URL and in the API alike. */
const FILTERS = [
  'q',
  'provider',
  'cluster',
  'type',
  'health',
  'shared',
] as const;

export type StorageFilterName = (typeof FILTERS)[number];

/** The API rejects a request with a value that it does not know. */
function isKnown([name, value]: [string, string]): boolean {
  switch (name) {
    case 'health':
      return HEALTHS.some(one => one === value);
    case 'shared':
      return value === 'true' || value === 'false';
    default:
      return value !== '';
  }
}

/**
 * What a list of storages shows: those of one cluster, or of all, and what is in the URL of the
 * page, such as `?provider=nomad&type=nfs&shared=true&sort=-share`.
 */
export function useStorageView(cluster?: string) {
  const url = useUrlState();
  const { setSort, sort } = useListSort(STORAGE_SORT_KEYS);
  const hidden: readonly string[] = cluster ? ['provider', 'cluster'] : [];
  const filters = Object.fromEntries(
    FILTERS.map(name => [name, hidden.includes(name) ? '' : url.get(name)]),
  ) as Record<StorageFilterName, string>;
  const settled = useSettled(JSON.stringify(filters));
  const query = useMemo<StorageListQuery>(() => {
    const wanted = Object.entries<string>(JSON.parse(settled)).filter(isKnown);
    const { q, ...others } = Object.fromEntries(wanted);
    return {
      ...others,
      // The API rejects longer texts.
      ...(q && { q: q.slice(0, 200) }),
      ...(cluster && { cluster }),
      sort,
    };
  }, [settled, sort, cluster]);
  return {
    filters,
    hidden,
    query,
    sort,
    isFiltered: FILTERS.some(name => filters[name]),
    setFilter: (name: StorageFilterName, value: string) => url.set(name, value),
    clearFilters: () => url.clear([...FILTERS]),
    setSort,
  };
}

export type StorageView = ReturnType<typeof useStorageView>;
