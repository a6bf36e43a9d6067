import type { Resource } from '../schemas';
import { findUnavailableStorages, toStorageTotal } from './storage';

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

  it('counts a shared one once and a local one per node', () => {
    expect(
      toStorageTotal([
        storage('ceph', 'a', { shared: 1 }),
        storage('ceph', 'b', { shared: 1 }),
        storage('local', 'a', { shared: 0 }),
        storage('local', 'b', { shared: 0 }),
        { type: 'storage', node: 'a', storage: 'nas', shared: 1 } as Resource,
        { type: 'pool', pool: 'x', disk: 5, maxdisk: 50 } as Resource,
      ]),
    ).toEqual({ used: 30, total: 300, measuredTotal: 300, percentage: 10 });
    expect(toStorageTotal([])).toBeUndefined();
  });

  it('leaves out what a dead node repeats, but not what others share with it', () => {
    const rows = [
      { type: 'node', node: 'a', status: 'online' } as Resource,
      { type: 'node', node: 'b', status: 'offline' } as Resource,
      storage('local', 'a', { shared: 0 }),
      storage('local', 'b', { shared: 0 }),
      storage('ceph', 'b', { shared: 1, disk: 99 }),
    ];
    expect(toStorageTotal(rows)).toMatchObject({ used: 10, total: 100 });
    rows.push(storage('ceph', 'a', { shared: 1, disk: 40 }));
    expect(toStorageTotal(rows)).toMatchObject({ used: 50, total: 200 });
  });

  it('prefers the numbers of a node that reaches it', () => {
    const stale = storage('ceph', 'a', { shared: 1, status: 'unknown' });
    const good = storage('ceph', 'b', { shared: 1, disk: 40 });
    for (const rows of [
      [stale, good],
      [good, stale],
    ]) {
      expect(toStorageTotal(rows)?.used).toBe(40);
    }
    expect(findUnavailableStorages([stale, good])).toEqual(
      new Map([['a', ['ceph']]]),
    );
  });
});
