import type { StorageQuery } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { Knex } from '../../database';
import { STORAGES } from '../store/objectRows';
import { readList } from './readFilters';
import { whereHealth, whereLike } from './where';

/** The storages of some clusters that pass the filters of a query, as `w`. */
export function filterStorages(
  knex: Knex,
  query: StorageQuery,
  clusters: number[],
) {
  const rows = knex({ w: STORAGES })
    .whereIn('w.cluster', clusters)
    .whereNull('w.missing_since');
  const types = readList(query.type);
  if (types) rows.whereIn('w.type', [...types]);
  if (query.health) whereHealth(rows, query.health.split(','));
  if (query.shared) rows.where('w.shared', query.shared === 'true' ? 1 : 0);
  for (const word of query.q?.toLowerCase().split(/\s+/) ?? []) {
    whereLike(rows, 'w.search', [word]);
  }
  return rows;
}
