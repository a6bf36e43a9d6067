import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';

export type Knex = Awaited<ReturnType<DatabaseService['getClient']>>;

const opened = new WeakMap<DatabaseService, Promise<Knex>>();

async function open(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@infra-dashboard/backstage-plugin-infra-dashboard-backend',
        'migrations',
      ),
    });
  }
  return knex;
}

/**
 * The plugin's database, with all tables of this version. It is opened once for all who ask,
 * since two migrations at a time lock each other out; and again where that failed.
 */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const known = opened.get(database);
  if (known) return known;
  const opening = open(database);
  opened.set(database, opening);
  opening.catch(() => opened.delete(database));
  return opening;
}
