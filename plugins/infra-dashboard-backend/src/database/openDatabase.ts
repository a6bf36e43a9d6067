import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';

export type Knex = Awaited<ReturnType<DatabaseService['getClient']>>;

/** The plugin's database, with all tables of this version. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
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
