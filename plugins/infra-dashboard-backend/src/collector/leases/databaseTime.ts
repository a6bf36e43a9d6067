import type { Knex } from '../../database';

export function isPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}

/**
 * SQL of the present time of the database in milliseconds. Replicas compare times of this clock
 * only, because their own clocks may differ.
 */
export function databaseTime(knex: Knex): string {
  return isPostgres(knex)
    ? // Unlike now(), it does not stand still within a transaction.
      'cast(floor(extract(epoch from clock_timestamp()) * 1000) as bigint)'
    : "cast((julianday('now') - 2440587.5) * 86400000 as integer)";
}
