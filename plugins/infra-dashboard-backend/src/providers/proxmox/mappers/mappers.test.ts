import type { Resource } from '../schemas';
import { parseResources } from '../schemas';
import { GuestMemory } from '../GuestMemory';
import {
  findUnavailableStorages,
  PRIVILEGES,
  reachOf,
  toClusterReading,
  toGuest,
  toNode,
  toStorageTotal,
  withDetails,
} from '.';

const NOW = Date.UTC(2026, 0, 1);

function guest(row: object, known = {}) {
  return toGuest(
    { type: 'qemu', vmid: 100, node: 'a', name: 'vm', ...row } as Resource,
    { cluster: 'lab', nodeState: 'online', now: NOW, known },
  );
}

function node(row: object, quorate?: boolean) {
  return toNode({ type: 'node', node: 'a', ...row } as Resource, {
    cluster: 'lab',
    quorate,
  });
}

describe('health of guests (P5)', () => {
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
    [{ status: 'running', lock: 'backup' }, 'transitional'],
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

  it('calls a lock of a day an abandoned one', () => {
    const hour = 3_600_000;
    const row = { status: 'running', lock: 'backup' };
    expect(guest(row, { lockedSince: NOW - 23 * hour }).health).toBe(
      'transitional',
    );
    expect(guest(row, { lockedSince: NOW - 25 * hour })).toMatchObject({
      health: 'degraded',
      statusReason: 'Locked: backup, for 25 hours by now',
    });
  });
});

describe('numbers of guests', () => {
  it('counts cores in use by the own cores, which may be a fraction (P6)', () => {
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

  it('says where the memory number comes from, and lets it pass the total (P8)', () => {
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

  it('reads tags as they are stored and as people type them', () => {
    expect(guest({ tags: 'prod;web' }).tags).toEqual(['prod', 'web']);
    expect(guest({ tags: 'prod, web' }).tags).toEqual(['prod', 'web']);
    expect(guest({ tags: '' })).not.toHaveProperty('tags');
  });
});

describe('GuestMemory', () => {
  const full = {
    type: 'qemu',
    vmid: 1,
    name: 'db',
    maxmem: 8,
    maxcpu: 2,
    status: 'running',
  };
  const bare = { type: 'qemu', vmid: 1, status: 'unknown' };
  const find = (memory: GuestMemory) => memory.find(bare as Resource);

  it('keeps name and size while PVE does not know them, and nothing else (P10)', () => {
    const memory = new GuestMemory();
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
    const memory = new GuestMemory();
    const locked = (lock: string) => ({ ...full, lock }) as Resource;
    memory.update([locked('backup')], 1);
    memory.update([locked('backup')], 2);
    expect(find(memory)?.lockedSince).toBe(1);
    memory.update([locked('snapshot')], 3);
    expect(find(memory)?.lockedSince).toBe(3);
    memory.update([full] as Resource[], 4);
    expect(find(memory)?.lockedSince).toBeUndefined();
  });
});

describe('nodes', () => {
  it.each<[object, boolean | undefined, object]>([
    [{ status: 'online' }, true, { status: 'online', health: 'healthy' }],
    [{ status: 'offline' }, true, { status: 'offline', health: 'failed' }],
    [{ status: 'offline' }, false, { status: 'offline', health: 'unknown' }],
    [{ status: 'unknown' }, true, { status: 'unknown', health: 'unknown' }],
    [{ status: 'of-tomorrow' }, true, { status: 'unknown', health: 'unknown' }],
    [{}, undefined, { status: 'unknown', health: 'unknown' }],
    [
      { status: 'online', hastate: 'maintenance' },
      true,
      { health: 'degraded', statusReason: 'In maintenance' },
    ],
    [
      { status: 'offline', hastate: 'maintenance' },
      true,
      { health: 'degraded', statusReason: 'In maintenance, offline' },
    ],
    [{ status: 'online', hastate: 'fence' }, true, { health: 'failed' }],
  ])('%j with quorum %s', (row, quorate, expected) => {
    expect(node(row, quorate)).toMatchObject(expected);
  });

  it('makes a cluster degraded by a node in maintenance', () => {
    const reading = toClusterReading(
      [
        { type: 'node', node: 'a', status: 'online' },
        { type: 'node', node: 'b', status: 'online', hastate: 'maintenance' },
      ] as Resource[],
      { cluster: 'lab', facts: {}, limitations: [] },
    );
    expect(reading).toMatchObject({
      health: 'degraded',
      statusReason: 'b: In maintenance',
    });
    const none = toClusterReading([], {
      cluster: 'lab',
      facts: {},
      limitations: [],
    });
    expect(none).toMatchObject({
      health: 'unknown',
      statusReason: 'No node is listed',
    });
  });

  it('takes the CPU load of the details only where the list has none', () => {
    const details = { cpu: 0, cpuinfo: { cpus: 8, cores: 4, sockets: 1, model: 'x' } };
    const listed = node({ status: 'online', cpu: 0.5, maxcpu: 8 });
    expect(withDetails(listed, details as any).cpu).toBe(listed.cpu);
    const bare = node({ status: 'unknown' });
    expect(
      withDetails(bare, { ...details, cpu: 0.25 } as any).cpu,
    ).toEqual({ used: 2, total: 8, percentage: 25 });
  });
});

describe('storages (P9)', () => {
  const storage = (name: string, on: string, more: object = {}) =>
    ({
      type: 'storage',
      node: on,
      storage: name,
      status: 'available',
      disk: 10,
      maxdisk: 100,
      ...more,
    }) as Resource;

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
    ).toEqual({ used: 30, total: 300, percentage: 10 });
    expect(toStorageTotal([])).toBeUndefined();
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

describe('rows of /cluster/resources', () => {
  it('reads odd rows as far as they make sense (P17)', async () => {
    const { rows, odd } = await parseResources([
      { type: 'qemu', id: 'qemu/1', vmid: '1', template: '', status: 'dancing' },
      { type: 'lxc', id: 'lxc/2', maxcpu: '0.5', cpu: {}, name: 7 },
      { type: 'node', id: 'node/a', status: 'online', maxcpu: '4' },
      { type: 'network', id: 'network/a/zone/z', 'network-type': 'zone' },
      'nonsense',
      null,
      { id: 'no-type' },
      { type: 'qemu', id: 'qemu/x' },
      { type: 'node', status: 'online' },
    ]);
    expect(odd).toBe(5);
    expect(rows).toMatchObject([
      { vmid: 1, status: 'dancing' },
      { vmid: 2, maxcpu: 0.5, name: '7' },
      { node: 'a', maxcpu: 4 },
      { type: 'network' },
    ]);
    expect(rows[0].template).toBeUndefined();
    expect(rows[1].cpu).toBeUndefined();
  });

  it('lets others have their turn within a long list (P12)', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 0);
    const data = Array.from({ length: 20_000 }, (_, index) => ({
      type: 'qemu',
      vmid: index,
      name: `vm-${index}`,
    }));
    const { rows } = await parseResources(data);
    clearInterval(timer);
    expect(rows).toHaveLength(20_000);
    expect(turns).toBeGreaterThan(2);
  });
});

describe('privileges', () => {
  const vmAudit = PRIVILEGES.find(({ id }) => id === 'VM.Audit')!;
  it.each<[Record<string, Record<string, number>>, object]>([
    [{ '/': { 'VM.Audit': 1 } }, { kind: 'all' }],
    [{ '/vms': { 'VM.Audit': 1 } }, { kind: 'all' }],
    // Granted on the path alone, without what is below it.
    [{ '/': { 'VM.Audit': 0 } }, { kind: 'none' }],
    [
      { '/vms/9': { 'VM.Audit': 0 }, '/pool/p': { 'VM.Audit': 1 } },
      { kind: 'part', paths: ['/pool/p', '/vms/9'] },
    ],
    [{ '/vms/9': { 'VM.Monitor': 1 } }, { kind: 'none' }],
    [{}, { kind: 'none' }],
  ])('of %j', (permissions, expected) => {
    expect(reachOf(permissions, vmAudit)).toEqual(expected);
  });
});
