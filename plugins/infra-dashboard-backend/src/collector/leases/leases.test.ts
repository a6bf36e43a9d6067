import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { openDatabase, type Knex } from '../../database';
import { databaseTime } from './databaseTime';
import { LeaseLostError } from './LeaseLostError';
import { LEASE_TIMINGS, ProviderLeases } from './ProviderLeases';

jest.setTimeout(120_000);

/** PostgreSQL too, where the environment names a server. */
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15', 'POSTGRES_18'],
  disableDocker: true,
});

const { intervalMs, tickMs, ttlMs } = LEASE_TIMINGS;

const PROVIDERS = Array.from({ length: 30 }, (_, index) => `provider-${index}`);

/** Always the same numbers for a seed. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

describe.each(databases.eachSupportedId())('leases, %s', id => {
  let knex: Knex;
  let nowMs: number;
  let isDown: boolean;
  let replicas: Array<{ leases: ProviderLeases; changes: string[] }>;

  beforeEach(async () => {
    const client = await databases.init(id);
    knex = await openDatabase({ getClient: async () => client });
    nowMs = 1_700_000_000_000;
    isDown = false;
    replicas = [];
  });

  function add(
    options: Partial<ConstructorParameters<typeof ProviderLeases>[0]> = {},
  ) {
    const changes: string[] = [];
    const leases = new ProviderLeases({
      open: async () => knex,
      logger: mockServices.logger.mock(),
      enabled: true,
      isShared: true,
      monotonicMs: () => nowMs,
      now: () => (isDown ? 'no_such_column' : `cast(${nowMs} as bigint)`),
      onChange: (name, holds) => changes.push(`${holds ? '+' : '-'}${name}`),
      ...options,
    });
    leases.setProviders(PROVIDERS);
    const replica = { leases, changes };
    replicas.push(replica);
    return replica;
  }

  const heldBy = ({ leases }: { leases: ProviderLeases }) =>
    PROVIDERS.filter(name => leases.holds(name));

  const counts = () => replicas.map(one => heldBy(one).length);

  function expectNoneTwice() {
    const held = replicas.flatMap(heldBy);
    expect(held).toHaveLength(new Set(held).size);
  }

  /** Lets time pass in ticks, and looks after each step that none is held twice. */
  async function pass(ms: number) {
    for (const end = nowMs + ms; nowMs < end; ) {
      nowMs += tickMs;
      expectNoneTwice();
      for (const { leases } of replicas) {
        await leases.tick();
        expectNoneTwice();
      }
    }
  }

  it('takes all at once when alone, and spreads them over new replicas', async () => {
    const first = add();
    await first.leases.tick();
    expect(counts()).toEqual([30]);
    expect(first.changes).toHaveLength(30);
    add();
    add();
    await pass(60_000);
    expect(counts()).toEqual([10, 10, 10]);
    add();
    await pass(60_000);
    expect(counts().sort()).toEqual([7, 7, 8, 8]);
    // All moves are over.
    replicas.forEach(({ changes }) => changes.splice(0));
    await pass(30_000);
    expect(replicas.flatMap(({ changes }) => changes)).toEqual([]);
  });

  it('spreads them among replicas that start at the same time', async () => {
    add();
    add();
    add();
    await Promise.all(replicas.map(({ leases }) => leases.tick()));
    expectNoneTwice();
    await pass(60_000);
    expect(counts()).toEqual([10, 10, 10]);
  });

  it('takes over from a killed replica within two intervals, and from a stopped one at once', async () => {
    add();
    add();
    add();
    await pass(60_000);
    replicas.pop();
    await pass(2 * intervalMs);
    expect(counts()).toEqual([15, 15]);
    await replicas.pop()!.leases.stop();
    await pass(tickMs);
    expect(counts()).toEqual([30]);
  });

  it('stops holding without the database at the end of the lease, and begins again', async () => {
    const { leases, changes } = add();
    add();
    await pass(60_000);
    isDown = true;
    await pass(ttlMs - intervalMs - tickMs);
    expect(counts()).toEqual([15, 15]);
    await pass(intervalMs + tickMs);
    expect(counts()).toEqual([0, 0]);
    const lost = changes.filter(change => change.startsWith('-'));
    expect(lost.length).toBeGreaterThanOrEqual(15);
    isDown = false;
    await pass(intervalMs);
    expect(replicas.flatMap(heldBy)).toHaveLength(30);
    await pass(20_000);
    expect(counts()).toEqual([15, 15]);
    expect(leases.holds('another')).toBe(false);
  });

  it('does not hold what ended while the process was suspended', async () => {
    const { leases } = add();
    await leases.tick();
    nowMs += ttlMs;
    expect(counts()).toEqual([0]);
    add();
    await replicas[1].leases.tick();
    expect(counts()[1]).toBeGreaterThanOrEqual(15);
    await pass(60_000);
    expect(counts()).toEqual([15, 15]);
  });

  it('lets only the holder write', async () => {
    const first = add();
    await first.leases.tick();
    const write = (replica: typeof first) =>
      knex.transaction(trx => replica.leases.guard(trx as any, 'provider-0'));
    await write(first);
    nowMs += ttlMs + 1;
    await expect(write(first)).rejects.toThrow(LeaseLostError);
    const second = add();
    await second.leases.tick();
    const [holder, other] = second.leases.holds('provider-0')
      ? [second, first]
      : [first, second];
    await first.leases.tick();
    await write(holder);
    await expect(write(other)).rejects.toThrow(LeaseLostError);
  });

  if (id !== 'SQLITE_3') {
    it('is not taken over in the middle of a write', async () => {
      const holder = add();
      await holder.leases.tick();
      const other = add();
      await knex.transaction(async trx => {
        await holder.leases.guard(trx as any, 'provider-0');
        nowMs += ttlMs + 1;
        for (let tick = 0; tick < 3; tick += 1) await other.leases.tick();
        expect(heldBy(other)).not.toContain('provider-0');
        expect(heldBy(other).length).toBeGreaterThanOrEqual(15);
        // The holder does not wait for itself.
        await holder.leases.tick();
      });
      await pass(60_000);
      expect(counts()).toEqual([15, 15]);
    });
  }

  it('shares what the holder found out, and passes on requests for a refresh', async () => {
    const requests: string[] = [];
    const holder = add({ onRefresh: name => requests.push(name) });
    await holder.leases.tick();
    const follower = add({ enabled: false });
    const attempts = {
      ...{ breaker: 'open' as const, failures: 3, waitMs: 40_000 },
      error: { code: 'TIMEOUT' as const, message: 'No response' },
    };
    await follower.leases.tick();
    await holder.leases.saveAttempts('provider-3', attempts);
    await follower.leases.saveAttempts('provider-4', attempts);
    await follower.leases.requestRefresh('provider-3');
    await pass(tickMs);
    expect(requests).toEqual(['provider-3']);
    expect(follower.leases.attempts('provider-3')).toEqual({
      ...attempts,
      waitMs: 40_000 - tickMs,
    });
    expect(follower.leases.attempts('provider-4')).toBeUndefined();
    await pass(intervalMs);
    expect(requests).toHaveLength(1);
    expect(counts()).toEqual([30, 0]);
  });

  it('leaves none unread where replicas have different providers', async () => {
    add();
    const { leases } = add();
    leases.setProviders(PROVIDERS.slice(0, 10));
    await pass(80_000);
    expect(new Set(replicas.flatMap(heldBy)).size).toBe(30);
    replicas[0].leases.setProviders(PROVIDERS.slice(0, 20));
    await pass(60_000);
    expect(new Set(replicas.flatMap(heldBy)).size).toBe(20);
  });

  it('holds none twice in any order of events', async () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const random = createRandom(seed);
    const pick = <T>(items: T[]) => items[Math.floor(random() * items.length)];
    try {
      for (let step = 0; step < 300; step += 1) {
        nowMs += Math.floor(random() ** 3 * ttlMs);
        expectNoneTwice();
        const event = random();
        if (replicas.length < 2 || (event < 0.03 && replicas.length < 5)) add();
        else if (event < 0.04) replicas.shift();
        else if (event < 0.06) await replicas.shift()!.leases.stop();
        else if (event < 0.09) isDown = !isDown;
        else if (event < 0.5) await pick(replicas).leases.tick();
        else await Promise.all(replicas.map(({ leases }) => leases.tick()));
        expectNoneTwice();
      }
      isDown = false;
      await pass(80_000);
      const share = 30 / replicas.length;
      for (const count of counts()) {
        expect(count).toBeGreaterThanOrEqual(Math.floor(share));
        expect(count).toBeLessThanOrEqual(Math.ceil(share));
      }
    } catch (error) {
      throw new Error(`Seed ${seed}: ${error}`);
    }
  });

  it('compares times of the database only', async () => {
    const clock = jest.spyOn(Date, 'now');
    const real = { now: undefined, monotonicMs: undefined };
    const byClock = async (aheadMs: number, leases: ProviderLeases) => {
      clock.mockReturnValue(performance.timeOrigin + aheadMs);
      await leases.tick();
    };
    try {
      const { leases } = add(real);
      const { leases: ahead } = add(real);
      for (let round = 0; round < 40; round += 1) {
        await byClock(0, leases);
        await byClock(600_000, ahead);
        expectNoneTwice();
      }
      expect(counts()).toEqual([15, 15]);
    } finally {
      clock.mockRestore();
    }
    const { rows = [] } = await knex
      .select(knex.raw(`${databaseTime(knex)} as now`))
      .then((found: any) => ({ rows: found }));
    expect(Math.abs(Number(rows[0].now) - Date.now())).toBeLessThan(60_000);
  });

  it('runs in the background', async () => {
    const timings = { intervalMs: 500, ttlMs: 850, tickMs: 50 };
    const real = { now: undefined, monotonicMs: undefined, timings };
    add(real);
    add(real);
    for (const { leases } of replicas) await leases.start();
    const until = async (condition: () => boolean) => {
      while (!condition()) await new Promise(done => setTimeout(done, 20));
    };
    await until(() => String(counts()) === '15,15');
    await replicas.shift()!.leases.stop();
    await until(() => String(counts()) === '30');
    await replicas.shift()!.leases.stop();
    expect(await knex('collector_replicas')).toEqual([]);
    expect(await knex('provider_leases').whereNotNull('holder')).toEqual([]);
  });
});

describe('leases of a database of one process', () => {
  const leasesOf = (open: () => Promise<Knex>, enabled = true) => {
    const leases = new ProviderLeases({
      ...{ open, enabled, logger: mockServices.logger.mock() },
    });
    leases.setProviders(['a']);
    return leases;
  };

  it('are held whether or not the database works', async () => {
    const client: any = { client: { config: { client: 'better-sqlite3' } } };
    const leases = leasesOf(async () => client);
    await leases.tick();
    expect(leases.holds('a')).toBe(true);
    await leases.guard(client, 'a');
    const broken = leasesOf(async () => {
      throw new Error('gone');
    });
    await broken.tick();
    expect(broken.holds('a')).toBe(true);
    await broken.stop();
    expect(broken.holds('a')).toBe(false);
  });

  it('are not held by a replica that does not read', async () => {
    const client: any = { client: { config: { client: 'better-sqlite3' } } };
    const leases = leasesOf(async () => client, false);
    await leases.tick();
    expect(leases.holds('a')).toBe(false);
  });
});
