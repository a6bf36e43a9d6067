import { mockServices } from '@backstage/backend-test-utils';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import type { JsonObject } from '@backstage/types';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { InfraDashboardEntityProvider } from './InfraDashboardEntityProvider';
import { toInventory } from './inventory';
import {
  fakeClusterStatus,
  fakeConfig,
  fakeProvider,
} from './__testUtils__/fakes';
import { openLedger, testDatabases } from './__testUtils__/openLedger';

jest.setTimeout(60_000);

const databases = testDatabases();
const START = Date.UTC(2026, 8, 1);
const MINUTE = 60_000;

type Reply = Parameters<typeof toInventory>[0];

/** A provider with an upstream, clock and catalog controlled by the test. */
async function setUp(settings: JsonObject = {}) {
  const ledger = await openLedger(databases, 'SQLITE_3');
  const applyMutation = jest.fn(async (_: EntityProviderMutation) => {});
  const world: { now: number; reply: Reply | Error } = {
    now: START,
    reply: { clusters: [], providers: [] },
  };
  jest.spyOn(Date, 'now').mockImplementation(() => world.now);

  const start = async (current: JsonObject) => {
    let task = async (_signal: AbortSignal) => {};
    await new InfraDashboardEntityProvider({
      config: fakeConfig({ defaultOwner: 'ops', ...current }),
      ledger,
      logger: mockServices.logger.mock(),
      reader: {
        async read() {
          if (world.reply instanceof Error) throw world.reply;
          return toInventory(world.reply);
        },
      },
      taskRunner: {
        async run({ fn }) {
          task = async signal => fn(signal);
        },
      },
    }).connect({ applyMutation, refresh: jest.fn() });
    return task;
  };
  let task = await start(settings);
  return {
    world,
    applyMutation,
    restart: async (changed: JsonObject = settings) => {
      task = await start(changed);
    },
    /** Runs once and returns the entities added to and removed from the catalog, call by call. */
    run: async () => {
      applyMutation.mockClear();
      await task(new AbortController().signal);
      return applyMutation.mock.calls.map(([mutation]) => {
        if (mutation.type !== 'delta') throw new Error('Not a delta');
        return {
          added: mutation.added.map(({ entity }) => entity.metadata.name),
          removed: mutation.removed.map(one =>
            'entityRef' in one ? one.entityRef : one.entity.metadata.name,
          ),
        };
      });
    },
    /** The fresh cluster `a` with these nodes, next to others as given. */
    tell(nodes: string[], others: unknown[] = []) {
      const observedAt = new Date(world.now).toISOString();
      world.reply = {
        clusters: [
          fakeClusterStatus('a', nodes, {
            freshness: { state: 'fresh', observedAt },
          }),
          ...others,
        ],
        providers: [fakeProvider('a'), fakeProvider('b')],
      };
    },
  };
}

afterEach(() => jest.restoreAllMocks());

describe('InfraDashboardEntityProvider', () => {
  it('writes what changes and nothing else, over restarts too', async () => {
    const { world, tell, run, restart, applyMutation } = await setUp();
    tell(['n1', 'n2']);
    expect(await run()).toEqual([
      { added: ['a', 'a--n1', 'a--n2'], removed: [] },
    ]);
    expect(applyMutation.mock.calls[0][0]).toMatchObject({
      added: [
        { locationKey: 'infra-dashboard' },
        { locationKey: 'infra-dashboard' },
        { locationKey: 'infra-dashboard' },
      ],
    });
    for (let minute = 2; minute < 60; minute += 2) {
      world.now = START + minute * MINUTE;
      tell(['n1', 'n2']);
      expect(await run()).toEqual([]);
    }
    tell(['n1', 'n2', 'n3']);
    expect(await run()).toEqual([{ added: ['a--n3'], removed: [] }]);

    // Each hour, and after a restart, the catalog compares what it holds.
    const everything = [
      { added: ['a', 'a--n1', 'a--n2', 'a--n3'], removed: [] },
    ];
    world.now = START + 60 * MINUTE;
    expect(await run()).toEqual(everything);
    expect(await run()).toEqual([]);
    await restart();
    expect(await run()).toEqual(everything);
    expect(await run()).toEqual([]);
  });

  it('lets no failed or partial read change anything', async () => {
    const { world, tell, run } = await setUp();
    tell(['n1', 'n2']);
    await run();
    const provider = fakeProvider('a');
    const observedAt = new Date(START).toISOString();
    const error = { code: 'UNREACHABLE', message: 'No response' } as const;
    const of = (cluster: unknown): Reply => ({
      clusters: [cluster],
      providers: [provider],
    });
    const changesNothing: Reply[] = [
      of(fakeClusterStatus('a', ['n1'], { error })),
      of(
        fakeClusterStatus('a', [], {
          freshness: { state: 'stale', observedAt },
          error,
        }),
      ),
      of(fakeClusterStatus('a', [], { freshness: { state: 'pending' } })),
      of(fakeClusterStatus('a', [], { freshness: { state: 'disabled' } })),
      of({ name: 'a', nodes: 'none' }),
      { clusters: [], providers: [] },
      { clusters: [], providers: [{ name: 'invalid' }] },
      {
        clusters: [],
        providers: [fakeProvider('regions', { state: 'failing' })],
      },
    ];
    for (const reply of changesNothing) {
      world.reply = reply;
      for (let round = 0; round < 5; round++) {
        world.now += 15 * MINUTE;
        expect(await run()).toEqual([]);
      }
    }

    // A good read, but the list may be incomplete.
    const hiding: Array<Partial<ClusterStatus>> = [
      { nodes: [] },
      { complete: { nodes: false, facts: true, workloads: true } },
      { complete: { nodes: false, facts: false, workloads: false } },
      // A backend of before.
      { complete: undefined },
    ];
    for (const more of hiding) {
      for (let round = 0; round < 5; round++) {
        world.now += 15 * MINUTE;
        const freshness = {
          state: 'fresh' as const,
          observedAt: new Date(world.now).toISOString(),
        };
        world.reply = of(
          fakeClusterStatus('a', ['n1'], { freshness, ...more }),
        );
        // The hourly comparison may repeat what is there.
        for (const { added, removed } of await run()) {
          expect(removed).toEqual([]);
          expect(['a', 'a--n1']).toEqual(expect.arrayContaining(added));
        }
      }
    }
    world.reply = new Error('connect ECONNREFUSED');
    await expect(run()).rejects.toThrow(
      'Clusters could not be brought into the catalog; caused by Error: connect ECONNREFUSED',
    );

    // Nothing of all that counted as a read without n2.
    world.now += MINUTE;
    tell(['n1']);
    await run();
    world.now += 29 * MINUTE;
    tell(['n1']);
    expect((await run()).flatMap(({ removed }) => removed)).toEqual([]);
  });

  it('removes a node that is gone for long, over a restart, and no other', async () => {
    const { world, tell, run, restart } = await setUp();
    const other = fakeClusterStatus('b', ['n1', 'n2']);
    tell(['n1', 'n2'], [other]);
    await run();
    const removedAt = async (minute: number) => {
      world.now = START + minute * MINUTE;
      tell(['n1'], [other]);
      return (await run()).flatMap(({ removed }) => removed);
    };
    expect(await removedAt(10)).toEqual([]);
    expect(await removedAt(20)).toEqual([]);
    await restart();
    expect(await removedAt(39)).toEqual([]);
    expect(await removedAt(40)).toEqual(['resource:default/a--n2']);
    expect(await removedAt(42)).toEqual([]);
    // It can come back.
    tell(['n1', 'n2'], [other]);
    expect(await run()).toEqual([{ added: ['a--n2'], removed: [] }]);
  });

  it('removes a cluster that is no longer configured, after the same time', async () => {
    const { world, tell, run } = await setUp();
    tell(['n1'], [fakeClusterStatus('b', ['n1'])]);
    await run();
    const removed: string[] = [];
    for (const minute of [1, 2, 20, 31, 33]) {
      world.now = START + minute * MINUTE;
      tell(['n1']);
      // A failing connection to one known cluster hides no other cluster.
      (world.reply as Reply).providers = [
        fakeProvider('a', { state: 'failing' }),
      ];
      for (const reported of await run()) removed.push(...reported.removed);
    }
    expect(removed).toEqual(['resource:default/b', 'resource:default/b--n1']);
  });

  it('keeps the regions of a provider that fails, whose one cluster it was before', async () => {
    const { world, tell, run } = await setUp();
    const all = ['os', 'os-east', 'os-west', 'other'];
    tell(
      ['n1'],
      all.map(name => fakeClusterStatus(name, ['h1'])),
    );
    await run();
    const removed: string[] = [];
    for (const minute of [1, 20, 40, 60]) {
      world.now = START + minute * MINUTE;
      // After a restart it lists its own name alone.
      tell(
        ['n1'],
        [fakeClusterStatus('os', [], { freshness: { state: 'stale' } })],
      );
      (world.reply as Reply).providers = [
        fakeProvider('a'),
        fakeProvider('os', { state: 'failing' }),
      ];
      for (const reported of await run()) removed.push(...reported.removed);
    }
    expect(removed).toEqual([
      'resource:default/other',
      'resource:default/other--h1',
    ]);
  });

  it('keeps the regions of a disabled provider', async () => {
    const { world, tell, run } = await setUp();
    const regions = ['os-east', 'os-west'];
    const all = [...regions, 'other'];
    tell(
      ['n1'],
      all.map(name => fakeClusterStatus(name, ['h1'])),
    );
    await run();
    const removed: string[] = [];
    for (const minute of [1, 20, 40, 60]) {
      world.now = START + minute * MINUTE;
      // It represents its regions, which are no longer read.
      tell(
        ['n1'],
        [fakeClusterStatus('os', [], { freshness: { state: 'disabled' } })],
      );
      (world.reply as Reply).providers = [
        fakeProvider('a'),
        fakeProvider('os', { state: 'disabled' }),
      ];
      for (const reported of await run()) removed.push(...reported.removed);
    }
    expect(removed).toEqual([
      'resource:default/other',
      'resource:default/other--h1',
    ]);
  });

  it('is not hurried by a clock that is ahead', async () => {
    const { world, tell, run } = await setUp();
    tell(['n1', 'n2']);
    await run();
    const DAY = 24 * 60 * MINUTE;
    const removed: string[] = [];
    for (const [minute, ahead] of [
      [1, 0],
      [3, 40 * DAY],
      [5, 41 * DAY],
      [7, 42 * DAY],
    ]) {
      world.now = START + minute * MINUTE + ahead;
      tell(['n1']);
      world.now = START + minute * MINUTE;
      for (const reported of await run()) removed.push(...reported.removed);
    }
    expect(removed).toEqual([]);
    world.now = START + 31 * MINUTE;
    tell(['n1']);
    expect((await run()).flatMap(reported => reported.removed)).toEqual([
      'resource:default/a--n2',
    ]);
  });

  it('takes in clusters at run time, and goes on where one cannot be written', async () => {
    const { tell, run, applyMutation } = await setUp();
    tell(['n1']);
    await run();
    tell(['n1', 'n2'], [fakeClusterStatus('b', ['n1'])]);
    applyMutation.mockImplementationOnce(async () => {
      throw new Error('database is locked');
    });
    await expect(run()).rejects.toThrow('database is locked');
    // The first failed, the second was tried, the first is tried again.
    expect(applyMutation).toHaveBeenCalledTimes(2);
    expect(await run()).toEqual([{ added: ['a--n2'], removed: [] }]);
  });

  it('removes what the configuration no longer lets in', async () => {
    const removal = { reads: 1, after: '0s' };
    const { world, tell, run, restart } = await setUp({ removal });
    tell(['n1']);
    await run();
    await restart({ removal, nodes: false });
    world.now += MINUTE;
    tell(['n1']);
    expect(await run()).toEqual([
      { added: ['a'], removed: [] },
      { added: [], removed: ['resource:default/a--n1'] },
    ]);
    await restart({ removal, rules: [{ cluster: 'a', include: false }] });
    world.now += MINUTE;
    tell([]);
    expect(await run()).toEqual([
      { added: [], removed: ['resource:default/a'] },
    ]);
    expect(await run()).toEqual([]);
  });

  it('hands over large clusters in parts', async () => {
    const { tell, run } = await setUp();
    tell(Array.from({ length: 1_200 }, (_, index) => `n${index}`));
    expect((await run()).map(({ added }) => added.length)).toEqual([
      500, 500, 201,
    ]);
    expect(await run()).toEqual([]);
  });
});
