import { createParts } from '../__testUtils__/createParts';
import type { Resource } from '../schemas';
import type { KnownGuest } from './ClusterParts';
import { mapWorkload } from './workload';

const NOW = Date.UTC(2026, 0, 1);

function guest(fields: object, known: KnownGuest = {}) {
  const row = { type: 'qemu', vmid: 100, node: 'a', name: 'vm', ...fields };
  return mapWorkload(
    row as Resource,
    'online',
    createParts([row], {
      readAt: NOW,
      knownGuests: new Map([[`${row.type}/100`, known]]),
    }),
  );
}

describe('health of guests', () => {
  it.each<[object, string]>([
    [{ status: 'running' }, 'healthy'],
    [{ status: 'running', hastate: 'started' }, 'healthy'],
    [{ status: 'running', hastate: 'ignored' }, 'healthy'],
    [{ status: 'stopped' }, 'stopped'],
    [{ status: 'paused' }, 'stopped'],
    [{ status: 'suspended' }, 'stopped'],
    [{ status: 'stopped', lock: 'suspended' }, 'stopped'],
    [{ status: 'prelaunch' }, 'transitional'],
    [{ status: 'inmigrate' }, 'transitional'],
    [{ status: 'running', lock: 'backup' }, 'healthy'],
    [{ status: 'stopped', lock: 'backup' }, 'transitional'],
    [{ status: 'unknown', lock: 'backup' }, 'unknown'],
    [{ status: 'unknown', lock: 'migrate' }, 'unknown'],
    [{ lock: 'snapshot' }, 'unknown'],
    [{ status: 'running', lock: 'snapshot' }, 'transitional'],
    [{ status: 'stopped', hastate: 'started' }, 'degraded'],
    [{ status: 'stopped', hastate: 'enabled' }, 'degraded'],
    [{ status: 'stopped', hastate: 'started', lock: 'backup' }, 'transitional'],
    [{ status: 'stopped', hastate: 'stopped' }, 'stopped'],
    [{ status: 'stopped', hastate: 'disabled' }, 'stopped'],
    [{ status: 'stopped', hastate: 'ignored' }, 'stopped'],
    [{ status: 'unknown', hastate: 'started' }, 'unknown'],
    [{ status: 'stopped', lock: 'clone' }, 'transitional'],
    [{ status: 'running', lock: 'rollback' }, 'transitional'],
    [{ status: 'running', hastate: 'migrate' }, 'transitional'],
    [{ status: 'stopped', hastate: 'request_start' }, 'transitional'],
    [{ status: 'running', hastate: 'fence' }, 'degraded'],
    [{ status: 'stopped', hastate: 'recovery' }, 'degraded'],
    [{ status: 'stopped', hastate: 'error' }, 'failed'],
    [{ status: 'io-error' }, 'failed'],
    [{ status: 'io-error', lock: 'backup', hastate: 'started' }, 'failed'],
    [{ status: 'internal-error' }, 'failed'],
    [{ status: 'guest-panicked' }, 'failed'],
    [{ status: 'unknown' }, 'unknown'],
    [{}, 'unknown'],
    [{ status: 'a-state-of-tomorrow' }, 'unknown'],
    [{ status: 'constructor' }, 'unknown'],
  ])('of %j is %s', (row, health) => {
    const mapped = guest(row);
    expect(mapped.health).toBe(health);
    expect(mapped.status).toBe((row as Resource).status ?? 'unknown');
  });

  it('says that a healthy guest is being backed up, and what HA wants of a stopped one', () => {
    expect(guest({ status: 'running', lock: 'backup' })).toMatchObject({
      health: 'healthy',
      reasonCode: 'guest-locked',
      statusReason: 'Locked: backup',
    });
    expect(guest({ status: 'stopped', hastate: 'started' })).toMatchObject({
      reasonCode: 'guest-ha-not-started',
      reasonParams: { hastate: 'started' },
    });
    expect(guest({ status: 'unknown', lock: 'backup' })).toMatchObject({
      reasonCode: 'guest-no-statistics',
    });
  });

  it('treats a lock of a day as abandoned', () => {
    const hour = 3_600_000;
    const row = { status: 'running', lock: 'backup' };
    expect(guest(row, { lockedSince: NOW - 23 * hour }).health).toBe('healthy');
    expect(
      guest(
        { status: 'running', lock: 'clone' },
        { lockedSince: NOW - 23 * hour },
      ).health,
    ).toBe('transitional');
    expect(guest(row, { lockedSince: NOW - 25 * hour })).toMatchObject({
      health: 'degraded',
      statusReason: 'Locked: backup, for 25 hours',
      reasonCode: 'guest-locked-long',
      reasonParams: { lock: 'backup', hours: 25 },
    });
  });
});

describe('numbers of guests', () => {
  it('calculates the used cores from the cores of the guest, which may be a fraction', () => {
    const running = { status: 'running', uptime: 5 };
    expect(guest({ ...running, cpu: 0.5, maxcpu: 4 }).cpu).toEqual({
      count: 4,
      usage: 2,
    });
    expect(guest({ ...running, cpu: 1.02, maxcpu: 0.5 }).cpu.usage).toBe(0.51);
    expect(guest({ status: 'stopped', cpu: 0, maxcpu: 4 }).cpu).toEqual({
      count: 4,
    });
  });

  it('reports the source of the memory number, which may exceed the total', () => {
    const of = (row: object) =>
      guest({ status: 'running', uptime: 5, mem: 12, maxmem: 10, ...row });
    expect(of({}).memory).toEqual({ used: 12, total: 10 });
    expect(of({}).metadata?.memorySource).toBe('balloon-or-host');
    expect(of({ memhost: 12 }).metadata?.memorySource).toBe('host');
    expect(of({ memhost: 15 }).metadata).toMatchObject({
      memorySource: 'balloon',
      memoryOnHost: '15',
    });
    expect(of({ type: 'lxc' }).metadata?.memorySource).toBe('cgroup');
    expect(of({ mem: 0 }).memory).toEqual({ total: 10 });
  });

  it('treats a guest without uptime as not running, whatever its numbers are', () => {
    const row = { cpu: 0.5, maxcpu: 4, mem: 5, maxmem: 10 };
    const starting = guest({ ...row, status: 'running', uptime: 0 });
    expect(starting).not.toHaveProperty('uptime');
    expect([starting.cpu, starting.memory]).toEqual([
      { count: 4 },
      { total: 10 },
    ]);
    const stopped = guest({ ...row, status: 'stopped', uptime: 0 });
    expect([stopped.cpu, stopped.memory]).toEqual([
      { count: 4 },
      { total: 10 },
    ]);
  });

  it('reports the source of the disk number', () => {
    const row = { status: 'running', uptime: 5, disk: 3, maxdisk: 9 };
    expect(guest(row)).toMatchObject({ storage: { total: 9 } });
    expect(guest(row).storage).not.toHaveProperty('used');
    expect(guest(row).metadata?.storageSource).toBe('boot-disk');
    const container = guest({ ...row, type: 'lxc' });
    expect(container.storage).toEqual({ used: 3, total: 9 });
    expect(container.metadata?.storageSource).toBe('rootfs');
    expect(guest({ status: 'running' })).not.toHaveProperty('storage');
  });

  it('does not know the state of a guest whose node is not listed', () => {
    const lost = mapWorkload(
      { type: 'qemu', vmid: 1, status: 'running' } as Resource,
      undefined,
      createParts([]),
    );
    expect(lost).toMatchObject({
      status: 'unknown',
      health: 'unknown',
      statusReason: 'Its node is unknown; last status running',
    });
  });

  it('reads tags as they are stored and as people write them', () => {
    expect(guest({ tags: 'prod;web' }).tags).toEqual(['prod', 'web']);
    expect(guest({ tags: 'prod, web' }).tags).toEqual(['prod', 'web']);
    expect(guest({ tags: '' })).not.toHaveProperty('tags');
  });
});
