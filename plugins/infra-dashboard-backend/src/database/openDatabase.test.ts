import type { DatabaseService } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { openDatabase } from './openDatabase';

describe('openDatabase', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  it('waits for another replica that migrates', async () => {
    const knex = await databases.init('SQLITE_3');
    const replica = (): DatabaseService => ({ getClient: async () => knex });
    await openDatabase(replica());
    await knex.schema.dropTable('provider_switches');
    await knex('knex_migrations')
      .where('name', 'like', '%provider_switches%')
      .delete();
    await knex('knex_migrations_lock').update({ is_locked: 1 });
    const opening = openDatabase(replica());
    await new Promise(resolve => setTimeout(resolve, 500));
    await knex('knex_migrations_lock').update({ is_locked: 0 });
    await opening;
    expect(await knex.schema.hasTable('provider_switches')).toBe(true);
  });

  it('does not wait where a migration fails for another reason', async () => {
    const gone = new Error('gone');
    const replica: DatabaseService = {
      getClient: async () => {
        throw gone;
      },
    };
    await expect(openDatabase(replica)).rejects.toBe(gone);
  });
});
