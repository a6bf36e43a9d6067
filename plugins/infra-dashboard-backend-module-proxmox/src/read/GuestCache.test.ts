import { GuestCache } from './GuestCache';
import type { Resource } from '../schemas';

describe('GuestCache', () => {
  const full = {
    type: 'qemu',
    vmid: 1,
    name: 'db',
    maxmem: 8,
    maxcpu: 2,
    status: 'running',
  };
  const bare = { type: 'qemu', vmid: 1, status: 'unknown' };
  const find = (cache: GuestCache) => cache.guests.get('qemu/1');

  it('retains name and size while PVE does not know them, and nothing else', () => {
    const cache = new GuestCache();
    cache.update([full] as Resource[], 1);
    for (let read = 2; read < 5; read += 1) {
      cache.update([bare] as Resource[], read);
    }
    expect(find(cache)).toMatchObject({
      name: 'db',
      maxmem: 8,
      status: 'running',
    });
    cache.update([{ ...full, name: 'renamed' }] as Resource[], 6);
    expect(find(cache)?.name).toBe('renamed');
    // Deleted; another guest takes the number.
    cache.update([], 7);
    cache.update([bare] as Resource[], 8);
    expect(find(cache)?.name).toBeUndefined();
  });

  it('knows since when a guest is locked', () => {
    const cache = new GuestCache();
    const locked = (lock: string) => ({ ...full, lock } as Resource);
    cache.update([locked('backup')], 1);
    cache.update([locked('backup')], 2);
    expect(find(cache)?.lockedSince).toBe(1);
    cache.update([locked('snapshot')], 3);
    expect(find(cache)?.lockedSince).toBe(3);
    cache.update([full] as Resource[], 4);
    expect(find(cache)?.lockedSince).toBeUndefined();
  });
});
