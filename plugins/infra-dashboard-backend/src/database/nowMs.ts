import { isPostgres } from './isPostgres';
import type { Knex } from './Knex';

/** The time of the database in milliseconds since the epoch, as an expression of SQL. */
export function nowMs(knex: Knex): string {
  return isPostgres(knex)
    ? '(extract(epoch from clock_timestamp()) * 1000)::bigint'
    : "cast((julianday('now') - 2440587.5) * 86400000 as integer)";
}
