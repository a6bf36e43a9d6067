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
  it('removes a node that is gone for long, over a restart, and no other', async () => {
    const { world, setNodes, run, restart } = await setUp();
    const other = fakeClusterStatus('b', ['n1', 'n2']);
    setNodes(['n1', 'n2'], [other]);
    await run();
    const removedAt = async (minute: number) => {
      world.now = START + minute * MINUTE;
      setNodes(['n1'], [other]);
      return (await run()).flatMap(({ removed }) => removed);
    };
    expect(await removedAt(10)).toEqual([]);
    expect(await removedAt(20)).toEqual([]);
    await restart();
    expect(await removedAt(39)).toEqual([]);
    expect(await removedAt(40)).toEqual(['resource:default/a--n2']);
    expect(await removedAt(42)).toEqual([]);
    // It can come back.
    setNodes(['n1', 'n2'], [other]);
    expect(await run()).toEqual([{ added: ['a--n2'], removed: [] }]);
  });

  it('removes a cluster that is no longer configured, after the same time', async () => {
    const { world, setNodes, run } = await setUp();
    setNodes(['n1'], [fakeClusterStatus('b', ['n1'])]);
    await run();
    const removed: string[] = [];
    for (const minute of [1, 2, 20, 31, 33]) {
      world.now = START + minute * MINUTE;
      setNodes(['n1']);
      // A failing connection to one known cluster hides no other cluster.
      (world.reply as Reply).providers = [
        fakeProvider('a', { state: 'failing' }),
      ];
      for (const reported of await run()) removed.push(...reported.removed);
    }
    expect(removed).toEqual(['resource:default/b', 'resource:default/b--n1']);
  });

  it('keeps the regions of a provider that fails, whose one cluster it was before', async () => {
    const { world, setNodes, run } = await setUp();
    const all = ['os', 'os-east', 'os-west', 'other'];
    setNodes(
      ['n1'],
      all.map(name => fakeClusterStatus(name, ['h1'])),
    );
    await run();
    const removed: string[] = [];
    for (const minute of [1, 20, 40, 60]) {
      world.now = START + minute * MINUTE;
      // After a restart it lists its own name alone.
      setNodes(
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
    const { world, setNodes, run } = await setUp();
    const regions = ['os-east', 'os-west'];
    const all = [...regions, 'other'];
    setNodes(
      ['n1'],
      all.map(name => fakeClusterStatus(name, ['h1'])),
    );
    await run();
    const removed: string[] = [];
    for (const minute of [1, 20, 40, 60]) {
      world.now = START + minute * MINUTE;
      // It represents its regions, which are no longer read.
      setNodes(
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
    const { world, setNodes, run } = await setUp();
    setNodes(['n1', 'n2']);
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
      setNodes(['n1']);
      world.now = START + minute * MINUTE;
      for (const reported of await run()) removed.push(...reported.removed);
    }
    expect(removed).toEqual([]);
    world.now = START + 31 * MINUTE;
    setNodes(['n1']);
    expect((await run()).flatMap(reported => reported.removed)).toEqual([
      'resource:default/a--n2',
    ]);
  });

  it('removes what the configuration no longer lets in', async () => {
    const removal = { reads: 1, after: '0s' };
    const { world, setNodes, run, restart } = await setUp({ removal });
    setNodes(['n1']);
    await run();
    await restart({ removal, nodes: false });
    world.now += MINUTE;
    setNodes(['n1']);
    expect(await run()).toEqual([
      { added: ['a'], removed: [] },
      { added: [], removed: ['resource:default/a--n1'] },
    ]);
    await restart({ removal, rules: [{ cluster: 'a', include: false }] });
    world.now += MINUTE;
    setNodes([]);
    expect(await run()).toEqual([
      { added: [], removed: ['resource:default/a'] },
    ]);
    expect(await run()).toEqual([]);
  });
});
