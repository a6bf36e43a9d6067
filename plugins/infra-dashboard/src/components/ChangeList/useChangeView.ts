import { CHANGE_KINDS } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useMemo } from 'react';
import {
  useSettled,
  useUrlState,
  type ChangeListQuery,
  type ChangeScope,
} from '../../hooks';

/** How far back a list goes. */
export const RANGES = ['1h', '24h', '7d', '30d'] as const;

const DEFAULT_RANGE = '24h';

/** Rarely used filters, which are behind a button. */
export const MORE_FILTERS = ['node', 'entityRef'] as const;

/** Every filter, by its name in the URL and in the API alike. */
const FILTERS = [
  'kind',
  'provider',
  'cluster',
  'owner',
  ...MORE_FILTERS,
] as const;

export type ChangeFilterName = (typeof FILTERS)[number];

/** The values of a filter that are separated by commas. */
export function toList(value: string): string[] {
  return value.split(',').filter(Boolean);
}

/** The API rejects a request with a kind that it does not know. */
function knownKinds(value: string): string {
  return toList(value)
    .filter(kind => CHANGE_KINDS.some(one => one === kind))
    .join(',');
}

/**
 * What a list of changes shows: the last day of its scope; without a scope what is in the URL of
 * the page, such as `?range=7d&kind=health,moved&cluster=eu-1,eu-2&owner=team-a`.
 */
export function useChangeView(scope?: ChangeScope) {
  const url = useUrlState();
  const range = RANGES.find(one => one === url.get('range')) ?? DEFAULT_RANGE;
  const filters = Object.fromEntries(
    FILTERS.map(name => [name, url.get(name)]),
  ) as Record<ChangeFilterName, string>;
  const settled = useSettled(JSON.stringify(filters));
  const { cluster, entityRef, node } = scope ?? {};
  const isScoped = scope !== undefined;
  const query = useMemo<ChangeListQuery>(() => {
    const typed = JSON.parse(settled) as typeof filters;
    const wanted = isScoped
      ? { cluster, node, entityRef, since: DEFAULT_RANGE }
      : { ...typed, kind: knownKinds(typed.kind), since: range };
    return Object.fromEntries(
      Object.entries(wanted).filter(([, value]) => value),
    );
  }, [settled, range, isScoped, cluster, node, entityRef]);

  return {
    filters,
    range,
    query,
    isFiltered: !isScoped && FILTERS.some(name => filters[name]),
    setRange: (value: string) =>
      url.set('range', value === DEFAULT_RANGE ? '' : value),
    setFilter: (name: ChangeFilterName, value: string) => url.set(name, value),
    clearFilters: () => url.clear([...FILTERS]),
  };
}

export type ChangeView = ReturnType<typeof useChangeView>;
