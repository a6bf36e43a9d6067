import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { fakeClusterStatus, fakeProvider } from './__testUtils__/fakes';
import {
  MINUTE,
  START,
  useEntityProvider,
  type Reply,
} from './__testUtils__/useEntityProvider';

jest.setTimeout(60_000);

const setUp = useEntityProvider();

describe('InfraDashboardEntityProvider', () => {
  it('writes what changes and nothing else, over restarts too', async () => {
    const { world, setNodes, run, restart, applyMutation } = await setUp();
    setNodes(['n1', 'n2']);
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
      setNodes(['n1', 'n2']);
      expect(await run()).toEqual([]);
    }
    setNodes(['n1', 'n2', 'n3']);
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
    const { world, setNodes, run } = await setUp();
    setNodes(['n1', 'n2']);
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
    setNodes(['n1']);
    await run();
    world.now += 29 * MINUTE;
    setNodes(['n1']);
    expect((await run()).flatMap(({ removed }) => removed)).toEqual([]);
  });

  it('takes in clusters at run time, and goes on where one cannot be written', async () => {
    const { setNodes, run, applyMutation } = await setUp();
    setNodes(['n1']);
    await run();
    setNodes(['n1', 'n2'], [fakeClusterStatus('b', ['n1'])]);
    applyMutation.mockImplementationOnce(async () => {
      throw new Error('database is locked');
    });
    await expect(run()).rejects.toThrow('database is locked');
    // The first failed, the second was tried, the first is tried again.
    expect(applyMutation).toHaveBeenCalledTimes(2);
    expect(await run()).toEqual([{ added: ['a--n2'], removed: [] }]);
  });

  it('hands over large clusters in parts', async () => {
    const { setNodes, run } = await setUp();
    setNodes(Array.from({ length: 1_200 }, (_, index) => `n${index}`));
    expect((await run()).map(({ added }) => added.length)).toEqual([
      500, 500, 201,
    ]);
    expect(await run()).toEqual([]);
  });
});
