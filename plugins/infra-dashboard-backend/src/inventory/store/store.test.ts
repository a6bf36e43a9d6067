import { withPercentage } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  fakeNode,
  fakeStorage,
  fakeWorkload,
} from '../../testing/FakeProvider';
import {
  entryOf,
  FakeCluster,
  useRecorder,
  type Reading,
} from './__testUtils__/useRecorder';

jest.setTimeout(60_000);

const { ids, openIn } = useRecorder();

describe.each(ids)('the stored inventory, %s', id => {
  it('writes what differs, and nothing when nothing changed', async () => {
    const { knex, recall, revisions, store, takeChanges } = await openIn(id);
    const cluster = new FakeCluster();
    await store(cluster.read());
    expect(await recall('alpha', 'db', 'gone')).toMatchObject([{ name: 'db' }]);
    expect(await recall('other', 'db')).toEqual([]);
    expect(await revisions('inventory_nodes')).toEqual({
      ...{ 'alpha/n1': 1, 'alpha/n2': 1 },
    });
    const first = { db: 1, 'web-1': 1, 'web-2': 1 };
    expect(await revisions('inventory_workloads')).toEqual(first);
    expect(takeChanges()).toEqual([]);

    // Only numbers that always move, and an uptime that is rounded differently.
    cluster.change('db', { cpu: { count: 2, usage: 1.9 } });
    await store(cluster.read());
    await store(cluster.read());
    expect(await revisions('inventory_workloads')).toEqual(first);
    expect(takeChanges()).toEqual([]);
    const [row] = await knex('inventory_clusters');
    expect(Number(row.workloads_at)).toBe(cluster.at);

    cluster.change('db', { labels: { tier: 'gold' } });
    cluster.change('web-2', { uptime: 1 });
    await store(cluster.read());
    expect(await revisions('inventory_workloads')).toEqual({
      ...{ db: 2, 'web-1': 1, 'web-2': 2 },
    });
    expect(takeChanges()).toEqual([]);
  });

  it('writes storages whose share moved, and removes none that an incomplete list lacks', async () => {
    const { revisions, restart, store, takeChanges } = await openIn(id);
    const cluster = new FakeCluster();
    cluster.storages = [fakeStorage('alpha', 'disk')];
    await store(cluster.read());
    // Before they were read for the first time, none of them is new.
    cluster.storages.push(fakeStorage('alpha', 'nas', { space: { used: 5 } }));
    await store(cluster.read());
    expect(takeChanges()).toEqual(['added storage:nas - - 1']);
    const disk = (values: object) => {
      const [, nas] = cluster.storages!;
      cluster.storages = [fakeStorage('alpha', 'disk', values), nas];
    };
    const space = (used: number) => withPercentage({ used, total: 1_000_000 });
    expect(await revisions('inventory_storages')).toEqual({ disk: 1, nas: 2 });
    disk({ space: space(500_100) });
    await store(cluster.read());
    disk({ space: space(500_200) });
    await store(cluster.read());
    expect(await revisions('inventory_storages')).toEqual({ disk: 3, nas: 2 });
    // Not after a restart either.
    const [restored] = await restart();
    expect(restored.topology.data?.storages).toEqual([
      fakeStorage('alpha', 'disk', { space: space(500_100) }),
      fakeStorage('alpha', 'nas', { space: { used: 5 } }),
    ]);
    await store(cluster.read());
    expect(await revisions('inventory_storages')).toEqual({ disk: 3, nas: 2 });

    disk({ space: space(990_000), health: 'degraded', statusReason: 'Full' });
    await store(cluster.read());
    expect(takeChanges()).toEqual(['health storage:disk healthy degraded 1']);
    cluster.storages = [cluster.storages![0]];
    cluster.isComplete = false;
    await store(cluster.read());
    // Not read at all.
    const { storages } = cluster;
    cluster.storages = undefined;
    await store(cluster.read());
    cluster.storages = storages;
    await store(cluster.read());
    expect(Object.keys(await revisions('inventory_storages'))).toEqual([
      ...['disk', 'nas'],
    ]);
    expect(takeChanges()).toEqual([]);
    cluster.isComplete = true;
    await store(cluster.read());
    expect(Object.keys(await revisions('inventory_storages'))).toEqual([
      'disk',
    ]);
    expect(takeChanges()).toEqual(['removed storage:nas - - 1']);
  });

  it('finds each change of an incident once', async () => {
    const { store, takeChanges } = await openIn(id);
    const cluster = new FakeCluster();
    await store(cluster.read());

    cluster.changeNode('n1', {
      ...{ status: 'not-ready', health: 'failed' },
      statusReason: 'Kubelet stopped',
    });
    cluster.change('web-1', { health: 'unknown', status: 'lost' });
    cluster.change('db', { node: 'n2' });
    await store(cluster.read());
    expect(takeChanges()).toEqual([
      'health node:alpha/n1 healthy failed 1',
      'moved workload:db n1 n2 1',
      'health workload:web-1 healthy unknown 1',
    ]);

    // Replicas that change together are one row.
    cluster.workloads = cluster.workloads.filter(one => one.name === 'db');
    for (const name of ['web-3', 'web-4', 'web-5']) {
      cluster.workloads.push(
        fakeWorkload('alpha', name, {
          ...{ node: 'n2', owner: { kind: 'Job', name: 'web' } },
        }),
      );
    }
    await store(cluster.read());
    expect(takeChanges()).toEqual([
      'added replicas:[null,"Job","web"] - n2 3',
      'removed workload:web-1 n1 - 1',
      'removed workload:web-2 n2 - 1',
    ]);

    const down = cluster.read();
    const error = { code: 'TIMEOUT' as const, message: 'No response' };
    await store({ ...down, topology: { ...down.topology, error } });
    await store({ ...down, topology: { ...down.topology, error } });
    expect(takeChanges()).toEqual(['connection cluster - TIMEOUT 1']);
    cluster.changeNode('n1', { status: 'ready', health: 'healthy' });
    cluster.changeNode('n1', { metadata: { agentVersion: '2' } });
    cluster.version = '1.9.1';
    cluster.change('db', { images: ['shop:2'], ownerRef: 'group:default/a' });
    await store(cluster.read());
    expect(takeChanges()).toEqual([
      'connection cluster TIMEOUT - 1',
      'version cluster 1.9.0 1.9.1 1',
      'health node:alpha/n1 failed healthy 1',
      'images workload:db shop:1 shop:2 1',
      'owner workload:db - group:default/a 1',
    ]);
    cluster.nodes = [...cluster.nodes.slice(1), fakeNode('alpha', 'n3')];
    await store(cluster.read());
    expect(takeChanges()).toEqual([
      'added node:alpha/n3 - - 1',
      'removed node:alpha/n1 - - 1',
    ]);
  });

  it('removes nothing because of an incomplete list', async () => {
    const { knex, restart, store, takeChanges } = await openIn(id);
    const cluster = new FakeCluster();
    await store(cluster.read());
    const all = cluster.workloads;
    cluster.isComplete = false;
    cluster.workloads = all.slice(0, 1);
    await store(cluster.read());
    expect(await knex('inventory_workloads')).toHaveLength(3);
    // What may be gone is not shown.
    const [restored] = await restart();
    expect(restored.items.map(one => one.id)).toEqual(['web-1']);
    cluster.workloads = all;
    await store(cluster.read());
    expect(takeChanges()).toEqual([]);
    cluster.workloads = all.slice(1);
    await store(cluster.read());
    cluster.isComplete = true;
    await store(cluster.read());
    expect(takeChanges()).toEqual(['removed workload:web-1 n1 - 1']);
    expect(await knex('inventory_workloads')).toHaveLength(2);
  });

  it('writes labels and tags where an old version did not', async () => {
    const { knex, restart, store, takeChanges } = await openIn(id);
    const cluster = new FakeCluster();
    cluster.change('db', { labels: { tier: 'a"\nb' }, tags: ['x', 'y'] });
    cluster.change('web-1', { labels: { tier: 'gold' } });
    const stored = async () =>
      Object.fromEntries(
        (await knex('inventory_workloads')).map(one => [one.id, one.labels]),
      );
    const expected = {
      db: '\n["tier","a\\"\\nb"]\n"x"\n"y"\n',
      'web-1': '\n["tier","gold"]\n',
      'web-2': '\n',
    };
    await store(cluster.read());
    expect(await stored()).toEqual(expected);
    await knex('inventory_workloads').where('id', 'db').update('labels', null);
    await knex('inventory_workloads')
      .where('id', 'web-1')
      .update('labels', '\n["tier","old"]\n');
    await restart();
    await store(cluster.read());
    expect(await stored()).toEqual(expected);
    expect(takeChanges()).toEqual([]);
  });

  it('restores after a restart what the same configuration has read', async () => {
    const { restart, store, takeChanges } = await openIn(id);
    const cluster = new FakeCluster();
    const snapshot = cluster.read();
    await store(snapshot);
    const [restored, ...others] = await restart();
    expect(others).toEqual([]);
    const sorted = (reading: Reading) =>
      [...reading.items].sort((x, y) => x.id.localeCompare(y.id));
    expect({ ...restored, items: sorted(restored) }).toEqual({
      ...snapshot,
      items: sorted(snapshot).map(one => ({
        ...{ ...one, uptime: Math.round(one.uptime!) },
      })),
    });
    cluster.change('db', { health: 'failed' });
    await store(cluster.read());
    expect(takeChanges()).toEqual(['health workload:db healthy failed 1']);

    // New credentials of the same cluster continue; another cluster starts over.
    const other = entryOf({ token: 'new' });
    expect(await restart(other)).toEqual([]);
    cluster.change('db', { health: 'healthy' });
    await store(cluster.read(), other);
    expect(takeChanges()).toEqual(['health workload:db failed healthy 1']);
    const third = entryOf({ url: 'http://elsewhere' });
    expect(await restart(third)).toEqual([]);
    cluster.identity = 'uid-2';
    cluster.workloads = [fakeWorkload('alpha', 'x')];
    await store(cluster.read(), third);
    expect(takeChanges()).toEqual([]);
    const [last] = await restart(third);
    expect(last.items.map(one => one.id)).toEqual(['x']);
  });

  it('compares owners only once the catalog was read', async () => {
    const { catalog, ownersChanged, restart, store, takeChanges } =
      await openIn(id);
    const cluster = new FakeCluster();
    const owner = {
      ownerRef: 'group:default/a',
      entityRefs: ['component:default/b'],
    };
    cluster.change('db', owner);
    await store(cluster.read());
    catalog.isRead = false;
    await restart();
    cluster.change('db', { ownerRef: undefined, entityRefs: undefined });
    await store(cluster.read());
    const [restored] = await restart();
    expect(restored.items).toContainEqual(
      expect.objectContaining({ id: 'db', ...owner }),
    );
    expect(takeChanges()).toEqual([]);
    await store(cluster.read());
    catalog.isRead = true;
    await ownersChanged();
    expect(takeChanges()).toEqual(['owner workload:db group:default/a - 1']);

    // A catalog that is filling gives owners, which are no change.
    catalog.isSettled = false;
    cluster.change('db', owner);
    await store(cluster.read());
    expect(takeChanges()).toEqual([]);
    const [filled] = await restart();
    expect(filled.items).toContainEqual(
      expect.objectContaining({ id: 'db', ...owner }),
    );
  });

  it('writes all of a reading or nothing', async () => {
    const { failures, knex, restart, store, takeChanges } = await openIn(id);
    const cluster = new FakeCluster();
    await store(cluster.read());
    failures.next = new Error('Disk full');
    cluster.change('db', { health: 'failed' });
    cluster.workloads = cluster.workloads.slice(1);
    await store(cluster.read());
    expect(await knex('inventory_workloads')).toHaveLength(3);
    const [restored] = await restart();
    expect(restored.items).toHaveLength(3);
    await store(cluster.read());
    expect(takeChanges()).toEqual([
      'health workload:db healthy failed 1',
      'removed workload:web-1 n1 - 1',
    ]);
  });

  it('shows the numbers of workloads that can be queried', async () => {
    const { failures, shown, store } = await openIn(id);
    const cluster = new FakeCluster();
    const first = cluster.read();
    expect(shown(first)).toEqual({ isQueried: false });
    await store(first);
    expect(shown(first)).toEqual({ isQueried: true, ...first.workloads });
    cluster.change('db', { health: 'failed' });
    const second = cluster.read();
    failures.next = new Error('Disk full');
    await store(second);
    // The last good state, with its age, although nothing can be written.
    expect(shown(second)).toEqual({ isQueried: true, ...first.workloads });
    const error = { code: 'TIMEOUT' as const, message: 'No response' };
    const down = { ...second, workloads: { ...second.workloads, error } };
    expect(shown(down)).toEqual({
      ...{ isQueried: true, error },
      ...first.workloads,
    });
    await store(second);
    expect(shown(second)).toEqual({ isQueried: true, ...second.workloads });
  });

  it('stores whatever a platform reports', async () => {
    const { restart, store } = await openIn(id);
    const cluster = new FakeCluster();
    cluster.at += 0.25;
    const long = 'x'.repeat(1_000_000);
    cluster.workloads = [
      fakeWorkload('alpha', 'nul\0', { id: 'a', tags: ['nul\0'] }),
      fakeWorkload('alpha', long, { id: 'b', node: long, status: long }),
      fakeWorkload('alpha', 'c', { uptime: 1e300, restarts: 2 ** 40 + 0.5 }),
      fakeWorkload('alpha', 'd', { createdAt: '+275760-09-13T00:00:00.000Z' }),
      fakeWorkload('alpha', '\ud800', { id: 'e', namespace: '\ud800' }),
      fakeWorkload('alpha', 'f', { cpu: { usage: 1e308 } }),
      fakeWorkload('alpha', 'no key', { id: long }),
    ];
    await store(cluster.read());
    const [restored] = await restart();
    expect(restored.items.map(one => one.id).sort()).toEqual([
      ...['a', 'b', 'c', 'd', 'e', 'f'],
    ]);
  });

  it('forgets a cluster that its provider has no more', async () => {
    const portal = await openIn(id);
    const { knex, remove, restart, store, takeChanges } = portal;
    await store(new FakeCluster().read());
    await remove('alpha');
    expect(takeChanges()).toEqual(['removed cluster - - 1']);
    for (const table of ['clusters', 'nodes', 'workloads', 'usage']) {
      expect(await knex(`inventory_${table}`)).toEqual([]);
    }
    // Not in memory either: there may be another one at each reading.
    const written: string[] = [];
    knex.on('query', ({ sql }) => written.push(sql));
    await portal.ownersChanged();
    expect(written.filter(sql => sql.includes('inventory_'))).toEqual([]);
    expect(await restart()).toEqual([]);
  });
});
