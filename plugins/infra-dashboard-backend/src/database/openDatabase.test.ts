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

  it('lets others have their turn among queries that waited for a transaction', async () => {
    const knex = await databases.init('SQLITE_3');
    await openDatabase({ getClient: async () => knex });
    const count = () =>
      knex.raw(`with recursive numbers(n) as (
        select 1 union all select n + 1 from numbers where n < 50000
      ) select count(*) from numbers`);
    let turns = 0;
    const transaction = await knex.transaction();
    const counting = Array.from({ length: 30 }, () => count());
    const all = Promise.all(counting);
    await new Promise(resolve => setTimeout(resolve, 20));
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    await transaction.commit();
    await all;
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
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
