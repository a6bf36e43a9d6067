import {
  mockServices,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { isPostgres, openDatabase, PluginDatabase } from '../../database';
import { LeaseLostError, ProviderLeases } from './ProviderLeases';
import { testDatabases } from '../../__testUtils__/testDatabases';

jest.setTimeout(60_000);

const databases = testDatabases();

const PROVIDERS = Array.from({ length: 30 }, (_, index) => `p${index}`);

/** Short ones, so that a test takes seconds; a busy machine needs some. */
const TIMES = { beatMs: 100, ttlMs: 1_500, marginMs: 500 };

describe.each(databases.eachSupportedId())('leases of providers, %s', id => {
  const started: ProviderLeases[] = [];
  let isWatching = false;
  let watch: Promise<void> = Promise.resolve();

  async function open(databaseId: TestDatabaseId) {
    const knex = await databases.init(databaseId);
    await openDatabase(mockServices.database({ knex }));
    const start = async (options: { enabled?: boolean } = {}) => {
      const network = { isDown: false };
      const database = new PluginDatabase({
        subject: 'inventory',
        database: {
          getClient: async () => {
            if (network.isDown) throw new Error('down');
            return knex;
          },
        },
        logger: mockServices.logger.mock(),
      });
      // The client is cached, and a database that is down fails each statement.
      const use = database.use.bind(database);
      database.use = async (purpose, work) => {
        if (network.isDown) throw new Error('down');
        return use(purpose, work);
      };
      const leases = new ProviderLeases({
        ...{ database, isShared: true, ...TIMES, ...options },
      });
      started.push(leases);
      const reads: string[] = [];
      leases.onRead((name, { force }) => void (force && reads.push(name)));
      await leases.setProviders(PROVIDERS);
      await leases.start();
      return { leases, network, reads };
    };
    return { knex, start };
  }

  const held = (leases: ProviderLeases) =>
    PROVIDERS.filter(name => leases.holds(name));

  /** Looks all the time whether any provider has two readers. */
  function expectOneReader(all: ProviderLeases[]) {
    isWatching = true;
    const look = async () => {
      while (isWatching) {
        const names = all.flatMap(held);
        expect(new Set(names).size).toBe(names.length);
        await new Promise(resolve => setTimeout(resolve, 5));
      }
    };
    watch = look();
    watch.catch(() => {});
  }

  afterEach(async () => {
    isWatching = false;
    await watch;
    await Promise.all(started.splice(0).map(one => one.stop()));
    jest.restoreAllMocks();
  });

  it('spreads over replicas, and never gives a provider two readers', async () => {
    const { start } = await open(id);
    const one = await start();
    expect(held(one.leases)).toHaveLength(30);
    const all = [one.leases];
    expectOneReader(all);
    const two = await start();
    all.push(two.leases);
    // The clock of a replica means nothing.
    const now = Date.now;
    jest.spyOn(Date, 'now').mockImplementation(() => now() + 600_000);
    const three = await start();
    all.push(three.leases);
    await waitFor(async () => {
      expect(all.map(leases => held(leases).length)).toEqual([10, 10, 10]);
    });

    // One that was killed releases nothing; the others take over.
    three.network.isDown = true;
    await waitFor(async () => {
      expect(held(three.leases)).toEqual([]);
      expect([one, two].map(({ leases }) => held(leases).length)).toEqual([
        15, 15,
      ]);
    });
    three.network.isDown = false;
    await waitFor(async () => {
      expect(all.map(leases => held(leases).length)).toEqual([10, 10, 10]);
    });

    // One that ends in order is replaced at once.
    await two.leases.stop();
    await waitFor(async () => {
      expect([one, three].map(({ leases }) => held(leases).length)).toEqual([
        15, 15,
      ]);
    });
  });

  it('gives nothing to a replica that only shows', async () => {
    const { start } = await open(id);
    const shows = await start({ enabled: false });
    const reads = await start();
    expect(held(shows.leases)).toEqual([]);
    await waitFor(async () => expect(held(reads.leases)).toHaveLength(30));
    await reads.leases.share('p7', {
      state: 'ok',
      consecutiveFailures: 0,
    } as never);
    await waitFor(async () => {
      expect(shows.leases.stateOf('p7')).toMatchObject({ state: 'ok' });
    });
    expect(reads.leases.stateOf('p7')).toBeUndefined();
    await shows.leases.request('p7');
    await waitFor(async () => expect(reads.reads).toEqual(['p7']));
  });

  it('shows only what has the shape of a state', async () => {
    const { start } = await open(id);
    const shows = await start({ enabled: false });
    const reads = await start();
    await waitFor(async () => expect(held(reads.leases)).toHaveLength(30));
    const forged: Record<string, object> = {
      p1: { state: 'ok', name: 'secret', owner: 'group:default/false' },
      p2: { state: 'fine', error: '<b>' },
      p3: { state: 'ok', consecutiveFailures: 0 },
    };
    for (const [name, state] of Object.entries(forged)) {
      await reads.leases.share(name, state as never);
    }
    await waitFor(async () =>
      expect(shows.leases.stateOf('p3')).toEqual(forged.p3),
    );
    expect(shows.leases.stateOf('p1')).toEqual({ state: 'ok' });
    expect(shows.leases.stateOf('p2')).toBeUndefined();
  });

  it('keeps its leases while one of its writes takes long', async () => {
    const { knex, start } = await open(id);
    // SQLite runs nothing else next to a transaction.
    if (!isPostgres(knex)) return;
    const one = await start();
    const two = await start();
    await waitFor(async () => expect(held(two.leases)).toHaveLength(15));
    const [name] = held(one.leases);
    expectOneReader([one.leases, two.leases]);
    await knex.transaction(async trx => {
      await one.leases.guard(trx, name);
      await new Promise(resolve => setTimeout(resolve, TIMES.ttlMs * 2));
      expect(held(one.leases)).toHaveLength(15);
      expect(held(two.leases)).toHaveLength(15);
    });
  });

  it('takes over from a replica whose times lie years ahead', async () => {
    const { knex, start } = await open(id);
    const ahead = Date.now() + 40 * 86_400_000;
    await knex('collector_replicas').insert({ id: 'gone', seen_at: ahead });
    await knex('provider_leases').insert(
      PROVIDERS.map(provider => ({
        ...{ provider, holder: 'gone', ends_at: ahead },
      })),
    );
    const one = await start();
    await waitFor(async () => expect(held(one.leases)).toHaveLength(30));
  });

  it('refuses writes of a replica that has lost its lease', async () => {
    const { knex, start } = await open(id);
    const one = await start();
    await knex.transaction(trx => one.leases.guard(trx, 'p1'));
    one.network.isDown = true;
    const two = await start();
    await waitFor(async () => expect(held(two.leases)).toHaveLength(30));
    await expect(
      knex.transaction(trx => one.leases.guard(trx, 'p1')),
    ).rejects.toThrow(LeaseLostError);
  });
});
