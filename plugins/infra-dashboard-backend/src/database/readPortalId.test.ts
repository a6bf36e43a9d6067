import type { Knex } from './Knex';
import { openDatabase } from './openDatabase';
import { readPortalId } from './readPortalId';
import { testDatabases } from '../__testUtils__/testDatabases';

jest.setTimeout(60_000);

const databases = testDatabases();

describe.each(databases.eachSupportedId())('readPortalId, %s', id => {
  async function open(): Promise<Knex> {
    const knex = await databases.init(id);
    return openDatabase({ getClient: async () => knex });
  }

  it('creates one id per database for concurrent requests', async () => {
    const knex = await open();
    const ids = await Promise.all(
      Array.from({ length: 8 }, () => readPortalId(knex)),
    );
    expect(new Set(ids).size).toBe(1);
    expect(await readPortalId(knex)).toBe(ids[0]);
    expect(await readPortalId(await open())).not.toBe(ids[0]);
  });

  it('makes another one where the row came with a copy or was taken away', async () => {
    const knex = await open();
    const first = await readPortalId(knex);
    await knex('portal').update({ made_in: 'another server' });
    const ids = await Promise.all(
      Array.from({ length: 8 }, () => readPortalId(knex)),
    );
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).not.toBe(first);
    await knex('portal').delete();
    expect(ids).not.toContain(await readPortalId(knex));
  });
});
