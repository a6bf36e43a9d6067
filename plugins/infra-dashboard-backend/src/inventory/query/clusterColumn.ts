import { isPostgres, type Knex } from '../../database';

/**
 * The plus keeps SQLite from sorting all workloads of the clusters: it walks along the index of the
 * order instead, and looks at a few more rows than a page has. PostgreSQL decides by its statistics.
 */
export function clusterColumn(knex: Knex): string {
  const column = isPostgres(knex) ? 'w.cluster' : '+w.cluster';
  return knex.raw(column) as unknown as string;
}
