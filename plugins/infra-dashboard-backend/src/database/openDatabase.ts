import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { Knex } from './Knex';
import { takeTurns } from './takeTurns';

/** How often another replica that migrates is waited for, and how long each time. */
const TRIES = 10;
const WAIT_MS = 1_000;

/** Backstage gives every part of the plugin the same service. */
const opened = new WeakMap<DatabaseService, Promise<Knex>>();

/** Another replica was quicker; in an empty database the tables of knex itself may clash. */
function isAnotherMigrating(error: unknown): boolean {
  const { name, code } = error as { name?: string; code?: string };
  return (
    name === 'MigrationLocked' ||
    // PostgreSQL: duplicate table, unique violation
    code === '42P07' ||
    code === '23505'
  );
}

async function migrate(knex: Knex): Promise<void> {
  const directory = resolvePackagePath(
    '@infra-dashboard/backstage-plugin-infra-dashboard-backend',
    'migrations',
  );
  for (let left = TRIES - 1; ; left -= 1) {
    try {
      await knex.migrate.latest({ directory });
      return;
    } catch (error) {
      if (left === 0 || !isAnotherMigrating(error)) throw error;
      await new Promise(resolve => setTimeout(resolve, WAIT_MS));
    }
  }
}

async function open(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) await migrate(knex);
  takeTurns(knex);
  return knex;
}

/**
 * The plugin's database, with all tables of this version. It is opened once for all callers,
 * because concurrent migrations block each other, and retried after a failure.
 */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const known = opened.get(database);
  if (known) return known;
  const opening = open(database);
  opened.set(database, opening);
  opening.catch(() => opened.delete(database));
  return opening;
}
