import type { WorkloadQuery } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { Knex } from '../../database';
import type { WorkloadCriteria } from '../../permissions';
import { WORKLOADS } from '../store/objectRows';
import { LINKS } from '../store/workloadColumns';
import type { QueriedCluster } from './QueriedCluster';
import { applySearch } from './applySearch';
import { clusterColumn } from './clusterColumn';
import { readList, readRef } from './readFilters';
import { whereAllowed } from './whereAllowed';
import type { ShownOwners } from './shownOwners';
import {
  whereHealth,
  whereNamespace,
  whereOwner,
  whereOwnerSource,
} from './where';

export interface FilterOptions {
  /** Rows of the clusters that the caller may see and asks for. */
  clusters: readonly QueriedCluster[];
  /** Which of their workloads the caller may see. */
  allowed: WorkloadCriteria;
  /** An entity with all that is part of it, whose workloads are its own as well. */
  withParts: (entityRef: string) => Set<string>;
  shownOwners?: ShownOwners;
  /** Types of workloads that a word of a search stands for. */
  typesOf: (word: string) => string[];
  /** Whether they are counted and not sorted, so that the index by cluster is best. */
  isCount?: boolean;
  /** Milliseconds since the epoch, which ages of a search are counted from. */
  now: number;
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
  const { allowed, clusters, shownOwners, withParts } = options;
  const entityRef = readRef(query, 'entityRef');
  const ids = clusters.map(({ id }) => id);
  const rows = knex({ w: WORKLOADS })
    .whereIn(options.isCount ? 'w.cluster' : clusterColumn(knex), ids)
    .whereNull('w.missing_since');
  const permitted = whereAllowed(knex, allowed, { clusters, alias: 'w' });
  if (permitted) rows.whereRaw(permitted.sql, permitted.bindings);
  for (const key of ['node', 'type'] as const) {
    const values = readList(query[key]);
    if (values) rows.whereIn(`w.${key}`, [...values]);
  }
  const namespaces = readList(query.namespace);
  if (namespaces) whereNamespace(rows, [...namespaces]);
  if (query.role) {
    // An old version, which may run at the same time, knows no roles.
    const roles = query.role.split(',');
    const places = roles.map(() => '?').join(', ');
    rows.whereRaw(`coalesce(w.role, 'app') in (${places})`, roles);
  }
  if (query.controller) rows.where('w.controller', query.controller);
  if (query.health) whereHealth(rows, query.health.split(','));
  if (query.template) {
    rows.where('w.template', query.template === 'true' ? 1 : 0);
  }
  if (query.owner) {
    whereOwner(rows, knex, {
      ...{ key: 'owner', values: query.owner.split(',') },
      shown: shownOwners,
    });
  }
  if (query.ownerSource) {
    whereOwnerSource(rows, knex, {
      ...{ shown: shownOwners, values: query.ownerSource.split(',') },
    });
  }
  if (entityRef) {
    rows.whereIn(
      ['w.cluster', 'w.id'],
      knex(LINKS)
        .select('cluster', 'id')
        .whereIn('entity', [...withParts(entityRef)]),
    );
  }
  applySearch(rows, knex, query.q, {
    ...options,
    shownOwners,
    clustersOf: (key, values) =>
      clusters
        .filter(({ name, provider }) =>
          values.includes(key === 'cluster' ? name : provider),
        )
        .map(({ id }) => id),
  });
  return rows;
}
