import type { Knex } from './Knex';

/** Whether a database is PostgreSQL; the other one is SQLite. */
export function isPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}
