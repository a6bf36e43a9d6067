import { mockServices } from '@backstage/backend-test-utils';
import { testDatabases } from '../__testUtils__/openLedger';
import { EntityLedger } from './EntityLedger';

jest.setTimeout(60_000);

const databases = testDatabases();

describe.each(databases.eachSupportedId())('EntityLedger, %s', id => {
  it('stores entries over restarts, of any number and any name', async () => {
    const database = mockServices.database({ knex: await databases.init(id) });
    const ledger = await EntityLedger.create(database);
    expect(await ledger.read()).toEqual(new Map());

    const cluster = '日本\u0000\ud800 "x"';
    const many = Array.from({ length: 1_234 }, (_, index) => ({
      entityRef: `resource:default/n${index}`,
      cluster,
      hash: `hash-${index}`,
    }));
    await ledger.write(many);
    const since = Date.UTC(2026, 8, 1);
    const absence = { since, latest: since + 60_000, reads: 2 };
    await ledger.write([
      { ...many[0], absence },
      { entityRef: many[1].entityRef, cluster },
      { entityRef: 'resource:default/other', cluster: 'other' },
    ]);
    await ledger.forget(many.slice(2, 1_000).map(one => one.entityRef));
    await ledger.forget([]);
    await ledger.write([]);

    const read = await (await EntityLedger.create(database)).read();
    expect([...read.keys()].sort()).toEqual(['other', cluster].sort());
    expect(read.get('other')).toEqual([
      { entityRef: 'resource:default/other', cluster: 'other' },
    ]);
    const entries = read.get(cluster)!;
    expect(entries).toHaveLength(2 + 234);
    expect(entries).toEqual(
      expect.arrayContaining([
        { ...many[0], absence },
        { entityRef: many[1].entityRef, cluster },
        many[1_233],
      ]),
    );

    await ledger.write([many[0]]);
    expect((await ledger.read()).get(cluster)).toContainEqual(many[0]);
  });
});
