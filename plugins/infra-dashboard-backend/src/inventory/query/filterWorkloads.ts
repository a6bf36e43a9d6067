import {
  HEALTHS,
  type WorkloadQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { isPostgres, type Knex } from '../../database';
import type { WorkloadCriteria } from '../../permissions';
import type { QueriedCluster } from './WorkloadCounts';
import { readRef } from './readFilters';
import { whereAllowed } from './whereAllowed';
import type { VisibleRows } from './visibleRows';

export interface FilterOptions {
  /** Rows of the clusters that the caller may see and asks for. */
  clusters: readonly QueriedCluster[];
  /** Which of their workloads the caller may see. */
  allowed: WorkloadCriteria;
  /** An entity with all that is part of it, whose workloads are its own as well. */
  withParts: (entityRef: string) => Set<string>;
  /** Where to read. Default: all that is stored */
  from?: VisibleRows['from'];
}

/** Words of a search, as patterns of `like`. */
function patternsOf(q: string | undefined): string[] {
  const words = q?.toLowerCase().split(/\s+/).filter(Boolean) ?? [];
  return words.map(word => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
}

/**
 * The plus keeps SQLite from sorting all workloads of the clusters: it walks along the index of the
 * order instead, and looks at a few more rows than a page has. PostgreSQL decides by its statistics.
 */
function clusterColumn(knex: Knex): string {
  return isPostgres(knex) ? 'w.cluster' : '+w.cluster';
}

/**
 * The workloads that pass the filters of a query, as `w`.
 *
 * @throws InputError where a filter is invalid
 */
export function filterWorkloads(
  knex: Knex,
  query: WorkloadQuery,
  options: FilterOptions,
) {
  const {
    allowed,
    clusters,
    from = 'inventory_workloads',
    withParts,
  } = options;
  const owner = readRef(query, 'owner');
  const entityRef = readRef(query, 'entityRef');
  const ids = clusters.map(({ id }) => id);
  // The types do not know a query in place of a table.
  const rows = knex({ w: from as string })
    .whereIn(knex.raw(clusterColumn(knex)) as unknown as string, ids)
    .whereNull('w.missing_since');
  const permitted = whereAllowed(knex, allowed, { clusters, alias: 'w' });
  if (permitted) rows.whereRaw(permitted.sql, permitted.bindings);
  for (const key of ['node', 'namespace', 'type'] as const) {
    const value = query[key];
    if (value !== undefined) rows.where(`w.${key}`, value);
  }
  if (query.health) rows.where('w.health', HEALTHS.indexOf(query.health));
  if (query.template) {
    rows.where('w.template', query.template === 'true' ? 1 : 0);
  }
  if (owner) rows.where('w.owner', owner);
  if (entityRef) {
    rows.whereIn(
      ['w.cluster', 'w.id'],
      knex('inventory_links')
        .select('cluster', 'id')
        .whereIn('entity', [...withParts(entityRef)]),
    );
  }
  for (const pattern of patternsOf(query.q)) {
    rows.whereRaw("w.search like ? escape '\\'", [pattern]);
  }
  return rows;
}
