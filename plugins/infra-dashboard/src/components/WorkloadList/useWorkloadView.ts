import {
  HEALTHS,
  type Health,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { WORKLOAD_SORT_KEYS } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { useMemo } from 'react';
import {
  usePlatforms,
  useSettled,
  useUrlState,
  type WorkloadListQuery,
} from '../../hooks';
import { useListSort } from '../FilterPanel';
import { useOwnerScope } from '../OwnerField';
import { chooseColumns } from './chooseColumns';
import type { ColumnId } from './columns';
import { useColumnFacts } from './useColumnFacts';

/** Rarely used filters, which are behind a button. */
export const MORE_FILTERS = [
  'namespace',
  'node',
  'entityRef',
  'controller',
  'template',
] as const;

/** Every filter, by its name in the URL and in the API alike. */
const FILTERS = [
  'q',
  'provider',
  'cluster',
  'type',
  'health',
  'owner',
  ...MORE_FILTERS,
] as const;

export type FilterName = (typeof FILTERS)[number];

/** Properties shared by all workloads of a list. */
export interface WorkloadScope {
  /** Decides the columns and the words of the platform; no filter. */
  provider?: string;
  cluster?: string;
  node?: string;
  entityRef?: string;
}

/** Filters that make no difference within a scope. */
function hiddenFilters({ cluster, entityRef, node }: WorkloadScope) {
  return FILTERS.filter(
    name =>
      (name === 'provider' && cluster) ||
      (name === 'cluster' && cluster) ||
      (name === 'node' && node) ||
      (name === 'entityRef' && entityRef),
  );
}

/** Which roles a list shows. */
export const WORKLOAD_VIEWS = ['apps', 'all', 'machines', 'replicas'] as const;

export type WorkloadViewName = (typeof WORKLOAD_VIEWS)[number];

const ROLES: Record<WorkloadViewName, string | undefined> = {
  apps: 'app,machine',
  all: undefined,
  machines: 'machine',
  replicas: 'replica',
};

/** Filters by which people look for one workload, whatever it is. */
const NARROWING = ['q', 'node', 'type', 'controller', 'entityRef'] as const;

function readView(
  text: string,
  options: { filters: Record<FilterName, string>; scope: WorkloadScope },
): WorkloadViewName {
  const { filters, scope } = options;
  // Controllers run on no node: there, only replicas show what does.
  const { entityRef, node } = scope;
  if (node) return 'all';
  const chosen = WORKLOAD_VIEWS.find(one => one === text);
  // The labels of an entity may be on its pods only.
  const isNarrowed = entityRef || NARROWING.some(name => filters[name]);
  return chosen ?? (isNarrowed ? 'all' : 'apps');
}

const NO_SCOPE: WorkloadScope = {};

/**
 * What a workload list shows: its scope, and what is in the URL of the page, such as
 * `?provider=nomad&cluster=eu-1,eu-2&health=failed&q=shop&sort=-memory`.
 */
export function useWorkloadView(scope: WorkloadScope = NO_SCOPE) {
  const url = useUrlState();
  const { cluster, entityRef, node } = scope;
  const { setSort, sort } = useListSort(WORKLOAD_SORT_KEYS);
  const hidden = hiddenFilters(scope);
  const filters = Object.fromEntries(
    FILTERS.map(name => [name, hidden.includes(name) ? '' : url.get(name)]),
  ) as Record<FilterName, string>;
  const provider = scope.provider ?? filters.provider;
  const name = readView(url.get('view'), { filters, scope });
  const { resolve } = useOwnerScope();
  const owner = resolve(filters.owner);
  const settled = useSettled(
    JSON.stringify({ ...filters, owner, role: ROLES[name] }),
  );
  const query = useMemo<WorkloadListQuery>(() => {
    const { health, template, ...wanted } = JSON.parse(
      settled,
    ) as typeof filters & { role?: string };
    const isHealth = HEALTHS.some(one => one === health);
    return {
      ...Object.fromEntries(
        Object.entries(wanted).filter(([, value]) => value),
      ),
      // The API rejects longer texts; more words hardly make a list shorter.
      ...(wanted.q && { q: wanted.q.slice(0, 200) }),
      ...(isHealth && { health: health as Health }),
      ...((template === 'true' || template === 'false') && { template }),
      ...(cluster && { cluster }),
      ...(node && { node }),
      ...(entityRef && { entityRef }),
      sort,
    };
  }, [settled, sort, cluster, node, entityRef]);
  const platforms = usePlatforms();
  const facts = useColumnFacts(provider);
  const chosen = url.get('columns');
  const columns = useMemo(
    () =>
      chooseColumns({
        columns: platforms.get(provider)?.columns,
        facts,
        chosen: chosen ? chosen.split(',') : [],
        same: [...(cluster ? ['cluster'] : []), ...(node ? ['node'] : [])],
      }),
    [platforms, facts, provider, chosen, cluster, node],
  );

  return {
    name,
    /** Whether it shows all that there is, whatever its role. */
    isFixed: Boolean(node),
    setName: (value: WorkloadViewName) => url.set('view', value),
    filters,
    hidden,
    provider,
    query,
    sort,
    columns,
    isFiltered: FILTERS.some(filter => filters[filter]),
    hasOwnColumns: Boolean(chosen),
    setFilter: (filter: FilterName, value: string) => url.set(filter, value),
    clearFilters: () => url.clear([...FILTERS]),
    setSort,
    /** An empty list means the columns of the platform. */
    setColumns: (ids: ColumnId[]) => url.set('columns', ids.join(',')),
  };
}

export type WorkloadView = ReturnType<typeof useWorkloadView>;
