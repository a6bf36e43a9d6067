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

  it('returns an entity that was deleted by hand at the next run', async () => {
    const { world, setNodes, run, restart } = await setUp();
    setNodes(['n1', 'n2']);
    await run();
    const at = performance.now();
    const monotonic = jest.spyOn(performance, 'now');
    world.deleted.add('resource:default/a--n2');
    // Not while the catalog may still be processing it.
    expect(await run()).toEqual([]);
    monotonic.mockReturnValue(at + 6 * MINUTE);
    expect(await run()).toEqual([{ added: ['a--n2'], removed: [] }]);
    expect(await run()).toEqual([]);
    world.deleted.clear();
    monotonic.mockReturnValue(at + 20 * MINUTE);
    expect(await run()).toEqual([]);
    // Also where nothing else of the cluster may be written.
    await restart();
    await run();
    monotonic.mockReturnValue(at + 40 * MINUTE);
    world.deleted.add('resource:default/a');
    const complete = { nodes: true, facts: false, workloads: true };
    const { clusters } = world.reply as { clusters: object[] };
    Object.assign(clusters[0], { complete });
    expect(await run()).toEqual([{ added: ['a'], removed: [] }]);
  });

  it('uses another name for a cluster or node whose name is taken, and keeps it', async () => {
    const { world, setNodes, run, restart, applyMutation, warnings } =
      await setUp();
    setNodes(['n1', 'n2']);
    await run();
    world.foreign
      .set('resource:default/a', 'url:https://git.example/a.yaml')
      .set('resource:default/a--n1', 'url:https://git.example/n.yaml');
    const [{ added }] = await run();
    const [cluster, node, other] = added;
    expect(cluster).toMatch(/^a-[0-9a-f]{10}$/);
    expect(node).toMatch(/^a--n1-[0-9a-f]{10}$/);
    // It belongs to the cluster of the new name.
    expect(other).toBe('a--n2');
    for (const { entity } of (
      applyMutation.mock.calls[0][0] as { added: { entity: any }[] }
    ).added.slice(1)) {
      expect(entity.spec.dependencyOf).toEqual([`resource:default/${cluster}`]);
    }
    expect(warnings()).toEqual([
      {
        entityRef: 'resource:default/a',
        takenBy: 'url:https://git.example/a.yaml',
        instead: `resource:default/${cluster}`,
      },
      expect.objectContaining({ entityRef: 'resource:default/a--n1' }),
    ]);
    expect(await run()).toEqual([]);
    // The name becomes free: links to the new one must not break.
    world.foreign.clear();
    expect(await run()).toEqual([]);
    await restart();
    world.now += MINUTE;
    expect((await run()).flatMap(one => one.added)).toEqual([
      cluster,
      node,
      'a--n2',
    ]);
    expect(warnings()).toHaveLength(2);
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
