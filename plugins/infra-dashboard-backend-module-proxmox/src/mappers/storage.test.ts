import { loadScenario, rowsOf } from '../__testUtils__/replayServer';
import { storageConfigSchema, type Resource } from '../schemas';
import {
  findUnavailableStorages,
  mapStorages,
  toStorageTotal,
} from './storage';

const map = (rows: Resource[], config?: object[]) =>
  mapStorages(rows, {
    cluster: 'lab',
    config: config?.map(one => storageConfigSchema.parse(one)),
  });

const totalOf = (rows: Resource[], config?: object[]) =>
  toStorageTotal(map(rows, config));

/** Recorded rows and configuration of a cluster. */
function recordedOf(name: string) {
  const { storages, ...scenario } = loadScenario(name);
  const { data = [] } = (storages?.body ?? {}) as { data?: object[] };
  return map(rowsOf(scenario) as unknown as Resource[], data);
}

describe('storages', () => {
  const storage = (name: string, on: string, more: object = {}) =>
    ({
      type: 'storage',
      node: on,
      storage: name,
      status: 'available',
      disk: 10,
      maxdisk: 100,
      ...more,
    } as Resource);

  const GIB = 1024 ** 3;
  const sized = (name: string, used: number, total: number, more: object) =>
    storage(name, 'a', { disk: used * GIB, maxdisk: total * GIB, ...more });

  it('counts a shared one once and a local one per node', () => {
    expect(
      totalOf([
        storage('ceph', 'a', { shared: 1 }),
        storage('ceph', 'b', { shared: 1 }),
        storage('local', 'a', { shared: 0 }),
        storage('local', 'b', { shared: 0 }),
        { type: 'storage', node: 'a', storage: 'nas', shared: 1 } as Resource,
        { type: 'pool', pool: 'x', disk: 5, maxdisk: 50 } as Resource,
      ]),
    ).toEqual({ used: 30, total: 300, measuredTotal: 300, percentage: 10 });
    expect(totalOf([])).toBeUndefined();
  });

  it('leaves out what a dead node repeats, but not what others share with it', () => {
    const rows = [
      { type: 'node', node: 'a', status: 'online' } as Resource,
      { type: 'node', node: 'b', status: 'offline' } as Resource,
      storage('local', 'a', { shared: 0 }),
      storage('local', 'b', { shared: 0 }),
      storage('ceph', 'b', { shared: 1, disk: 99 }),
    ];
    expect(totalOf(rows)).toMatchObject({ used: 10, total: 100 });
    rows.push(storage('ceph', 'a', { shared: 1, disk: 40 }));
    expect(totalOf(rows)).toMatchObject({ used: 50, total: 200 });
  });

  it('prefers the numbers of a node that reaches it', () => {
    const stale = storage('ceph', 'a', { shared: 1, status: 'unknown' });
    const good = storage('ceph', 'b', { shared: 1, disk: 40 });
    for (const rows of [
      [stale, good],
      [good, stale],
    ]) {
      expect(totalOf(rows)?.used).toBe(40);
    }
    expect(findUnavailableStorages([stale, good])).toEqual(
      new Map([['a', ['ceph']]]),
    );
  });

  it('lists what is shared once and what is local on each node, as recorded', () => {
    const storages = recordedOf('pve-8.4-healthy');
    expect(
      storages.map(({ id, health, nodes }) => [id, health, nodes?.join()]),
    ).toEqual([
      ['lab/storage/nas', 'failed', 'pve1,pve2,pve3'],
      ['lab/storage/off', 'stopped', undefined],
      ['lab/storage/pve1/local', 'healthy', 'pve1'],
      ['lab/storage/pve1/local-data', 'healthy', 'pve1'],
      ['lab/storage/pve1/only-pve1', 'healthy', 'pve1'],
      ['lab/storage/pve2/local', 'healthy', 'pve2'],
      ['lab/storage/pve2/local-data', 'healthy', 'pve2'],
      ['lab/storage/pve3/local', 'healthy', 'pve3'],
      ['lab/storage/pve3/local-data', 'healthy', 'pve3'],
      ['lab/storage/tank-shared', 'healthy', 'pve1,pve2,pve3'],
    ]);
    expect(storages[0]).toEqual({
      ...{ id: 'lab/storage/nas', name: 'nas', cluster: 'lab' },
      ...{ provider: 'proxmox', type: 'nfs', enabled: true, shared: true },
      ...{ health: 'failed', reasonCode: 'storage-inactive' },
      statusReason: 'Not available on any node that is online',
      ...{ nodes: ['pve1', 'pve2', 'pve3'], content: ['backup', 'iso'] },
      ...{ space: {}, backing: '10.99.7.250:/export/pve' },
    });
    // Three directories of one file system on pve1.
    expect(storages.slice(2, 5).map(({ backing }) => backing)).toEqual(
      Array(3).fill(expect.stringMatching(/^dir:/)),
    );
    expect(toStorageTotal(storages)?.total).toBe(4 * 270553174016);
  });

  it('does not know the storages of an offline node, and what others see of shared ones', () => {
    for (const name of [
      'pve-8.4-node-down-1-within-a-minute',
      'pve-8.4-node-down-4-after-6min',
    ]) {
      const storages = recordedOf(name);
      const lost = storages.filter(({ nodes }) => nodes?.join() === 'pve3');
      expect(lost.length).toBeGreaterThan(0);
      for (const one of lost) {
        expect(one).toMatchObject({ health: 'unknown', space: {} });
      }
      const shared = storages.find(one => one.name === 'tank-shared');
      expect(shared).toMatchObject({ health: 'healthy' });
      expect(shared?.space.used).toBeGreaterThan(0);
    }
  });

  it('counts a pool once that several storages use, and no space for backups', () => {
    const rows = [
      { type: 'node', node: 'a', status: 'online' } as Resource,
      storage('vm', 'a', { shared: 1, plugintype: 'rbd' }),
      storage('ct', 'a', { shared: 1, plugintype: 'rbd', disk: 11 }),
      storage('other', 'a', { shared: 1, plugintype: 'rbd' }),
      storage('pbs', 'a', { shared: 1, plugintype: 'pbs', content: 'backup' }),
      storage('zfs', 'a', { plugintype: 'zfspool', maxdisk: 300 }),
      storage('zfs-b', 'a', { plugintype: 'zfspool', maxdisk: 290 }),
    ];
    const config = [
      { storage: 'vm', type: 'rbd', pool: 'vm' },
      { storage: 'ct', type: 'rbd', pool: 'vm' },
      { storage: 'other', type: 'rbd', pool: 'vm', monhost: '10.0.0.1' },
      { storage: 'zfs', type: 'zfspool', pool: 'rpool/data' },
      { storage: 'zfs-b', type: 'zfspool', pool: 'rpool/backup' },
    ];
    expect(totalOf(rows, config)).toMatchObject({ total: 500 });
    const backings = map(rows, config).map(({ backing }) => backing);
    expect(backings.sort()).toEqual(
      ['rbd:10.0.0.1:vm', 'rbd:vm', 'rbd:vm', 'zfs:rpool', 'zfs:rpool'].concat(
        undefined as never,
      ),
    );
    // Until the configuration is read, storages with the same numbers are one.
    expect(totalOf(rows)).toMatchObject({ total: 100 + 100 + 300 + 290 });
  });

  it('counts the free space of one Ceph once, which two pools and a file system report', () => {
    const ceph = (name: string, plugintype: string, used: number, free = 700) =>
      storage(name, 'a', {
        shared: 1,
        plugintype,
        disk: used * GIB,
        maxdisk: (used + free) * GIB,
      });
    const rows = [
      { type: 'node', node: 'a', status: 'online' } as Resource,
      ceph('rbd', 'rbd', 290),
      ceph('rbd2', 'rbd', 0),
      ceph('cephfs', 'cephfs', 10),
      ceph('pbs', 'pbs', 5_000, 4_000),
    ];
    const config = [
      { storage: 'rbd', type: 'rbd', pool: 'vm' },
      { storage: 'rbd2', type: 'rbd', pool: 'ct' },
      { storage: 'cephfs', type: 'cephfs' },
    ];
    const once = { used: 300 * GIB, total: 1_000 * GIB };
    expect(totalOf(rows)).toMatchObject(once);
    expect(totalOf(rows, config)).toMatchObject(once);
    // Pools on other devices, or on an external Ceph, have space of their own.
    rows.push(ceph('hdd', 'rbd', 0, 5_000), ceph('external', 'rbd', 0));
    config.push(
      { storage: 'hdd', type: 'rbd', pool: 'hdd' },
      Object.assign(
        { storage: 'external', type: 'rbd', pool: 'vm' },
        { monhost: '10.0.0.1' },
      ),
    );
    expect(totalOf(rows, config)).toMatchObject({ total: 6_700 * GIB });
  });

  it('counts a ZFS pool once that a directory of the same node is in', () => {
    const onZfs = (node: string, free = 800) => [
      { type: 'node', node, status: 'online' } as Resource,
      sized('local', 10, 10 + free, { node, plugintype: 'dir' }),
      sized('local-zfs', 190, 190 + free, { node, plugintype: 'zfspool' }),
      sized('more', 5, 5 + free, { node, plugintype: 'dir' }),
    ];
    const config = [
      { storage: 'local', type: 'dir' },
      { storage: 'more', type: 'dir' },
      { storage: 'local-zfs', type: 'zfspool', pool: 'rpool/data' },
    ];
    for (const known of [undefined, config]) {
      const total = totalOf([...onZfs('a'), ...onZfs('b')], known);
      expect(total).toMatchObject({ used: 410 * GIB, total: 2_010 * GIB });
    }
    // A directory on another disk of the node.
    const other = sized('disk', 10, 500, { plugintype: 'dir' });
    expect(totalOf([...onZfs('a'), other])?.total).toBe(1_505 * GIB);
  });

  it('counts a volume once that several exports or a directory in it report', () => {
    const share = (name: string, plugintype: string, more = {}) =>
      sized(name, 4_000, 10_000, { plugintype, shared: 1, ...more });
    const rows = [
      ...['a', 'b'].map(
        node => ({ type: 'node', node, status: 'online' } as Resource),
      ),
      share('one', 'nfs'),
      share('two', 'nfs'),
      share('again', 'nfs'),
      share('mounted', 'dir'),
      ...['a', 'b'].map(node => share('on', 'dir', { node, shared: 0 })),
    ];
    const config = [
      { storage: 'one', type: 'nfs', server: 'nas', export: '/e/a' },
      { storage: 'two', type: 'nfs', server: 'NAS', export: '/e/b' },
      { storage: 'again', type: 'nfs', server: 'nas', export: '/e/b/' },
      ...['mounted', 'on'].map(name => ({ storage: name, type: 'dir' })),
    ];
    expect(totalOf(rows)?.total).toBe(10_000 * GIB);
    expect(totalOf(rows, config)?.total).toBe(10_000 * GIB);
    expect(totalOf([...rows].reverse(), config)?.total).toBe(10_000 * GIB);
    // Another server of the same size.
    rows.push(share('far', 'nfs'));
    config.push({ storage: 'far', type: 'nfs', server: 'x', export: '/e/a' });
    expect(totalOf(rows, config)?.total).toBe(20_000 * GIB);
  });

  it('knows one backing in other spellings, and a thin pool in its volume group', () => {
    const shared = { shared: 1 };
    const rows = [
      { type: 'node', node: 'a', status: 'online' } as Resource,
      sized('r1', 1, 50, { ...shared, plugintype: 'rbd' }),
      sized('r2', 2, 50, { ...shared, plugintype: 'rbd' }),
      sized('n1', 0, 10, { ...shared, plugintype: 'nfs' }),
      sized('n2', 0, 10, { ...shared, plugintype: 'nfs' }),
      sized('vg', 80, 100, { plugintype: 'lvm' }),
      sized('thin', 10, 80, { plugintype: 'lvmthin' }),
    ];
    const config = [
      ...['10.0.0.1,10.0.0.2', '10.0.0.2:6789;10.0.0.1 '].map((monhost, i) => ({
        ...{ storage: `r${i + 1}`, type: 'rbd', pool: 'vm', monhost },
      })),
      { storage: 'n1', type: 'nfs', server: 'NAS', export: '/e/' },
      { storage: 'n2', type: 'nfs', server: 'nas', export: '/e' },
      { storage: 'vg', type: 'lvm', vgname: 'pve' },
      { storage: 'thin', type: 'lvmthin', vgname: 'pve', thinpool: 'data' },
    ];
    expect(totalOf(rows, config)?.total).toBe((50 + 10 + 100) * GIB);
    expect(totalOf(rows.slice(-2), config)).toMatchObject({
      ...{ used: 10 * GIB, total: 100 * GIB },
    });
  });

  it('is degraded where some nodes do not reach it, or where it is almost full', () => {
    const rows = [
      ...['a', 'b'].map(
        node => ({ type: 'node', node, status: 'online' } as Resource),
      ),
      storage('ceph', 'a', { shared: 1 }),
      storage('ceph', 'b', { shared: 1, status: 'unknown', disk: undefined }),
      storage('local', 'a', { shared: 0, disk: 96 }),
    ];
    expect(map(rows)).toMatchObject([
      { name: 'local', health: 'degraded', reasonParams: { percent: 96 } },
      { name: 'ceph', health: 'degraded', statusReason: 'Not available on b' },
    ]);
  });
});
