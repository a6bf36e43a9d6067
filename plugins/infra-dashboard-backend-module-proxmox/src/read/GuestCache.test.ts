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
  const find = (memory: GuestCache) => memory.find(bare as Resource);

  it('keeps name and size while PVE does not know them, and nothing else (P10)', () => {
    const memory = new GuestCache();
    memory.update([full] as Resource[], 1);
    for (let read = 2; read < 5; read += 1) {
      memory.update([bare] as Resource[], read);
    }
    expect(find(memory)).toMatchObject({
      name: 'db',
      maxmem: 8,
      status: 'running',
    });
    memory.update([{ ...full, name: 'renamed' }] as Resource[], 6);
    expect(find(memory)?.name).toBe('renamed');
    // Deleted; another guest takes the number.
    memory.update([], 7);
    memory.update([bare] as Resource[], 8);
    expect(find(memory)?.name).toBeUndefined();
  });

  it('knows since when a guest is locked', () => {
    const memory = new GuestCache();
    const locked = (lock: string) => ({ ...full, lock } as Resource);
    memory.update([locked('backup')], 1);
    memory.update([locked('backup')], 2);
    expect(find(memory)?.lockedSince).toBe(1);
    memory.update([locked('snapshot')], 3);
    expect(find(memory)?.lockedSince).toBe(3);
    memory.update([full] as Resource[], 4);
    expect(find(memory)?.lockedSince).toBeUndefined();
  });
});
