import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadScenario, rowsOf } from './__testUtils__/replayServer';
import { useLab } from './__testUtils__/useLab';

describe('recorded clusters', () => {
  const { read } = useLab();

  const scenarios = readdirSync(resolve(__dirname, '__fixtures__'))
    .map(file => file.replace(/\.json$/, ''))
    .filter(name => name.startsWith('pve-'));

  it.each(scenarios)('loses no row of %s (P17)', async name => {
    const rows = rowsOf(loadScenario(name));
    const count = (...types: string[]) =>
      rows.filter(({ type }) => types.includes(type as string)).length;
    const { cluster, workloads, codes } = await read(name);
    expect(cluster.nodes).toHaveLength(count('node'));
    expect(workloads.items).toHaveLength(count('qemu', 'lxc'));
    expect(codes).not.toContain('odd-rows');
    const text = JSON.stringify([cluster, workloads]);
    expect(text).not.toMatch(/NaN|null|undefined/);
    // What does not run or is not known says nothing of what it uses, not even 0.
    for (const { status, uptime, cpu, memory } of workloads.items) {
      if (status !== 'stopped' && status !== 'unknown') continue;
      expect([uptime, cpu.usage, memory.used]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    }
  });

  it.each(['8.4', '9.2'])(
    'maps a healthy cluster of %s, its load weighted by threads (P6)',
    async release => {
      const { cluster, guest, codes } = await read(`pve-${release}-healthy`);
      expect(cluster).toMatchObject({
        name: 'lab',
        displayName: 'lab',
        version: expect.stringMatching(`^${release}\\.`),
        health: 'healthy',
        totals: { nodes: { total: 3, online: 3 } },
        metadata: { topology: 'cluster', quorate: 'yes' },
      });
      expect(codes).toEqual([]);
      expect(cluster.nodes.map(({ name }) => name)).toEqual([
        'pve1',
        'pve2',
        'pve3',
      ]);
      // Weighted by threads, not the mean of percentages (P6).
      const used = cluster.nodes.reduce((sum, one) => sum + one.cpu.used!, 0);
      expect(cluster.totals.cpu).toMatchObject({ total: 6, used });
      const states = [100, 101, 102, 103, 104, 105, 106, 110].map(vmid => {
        const { status, health, template } = guest(vmid);
        return [vmid, status, health, ...(template ? ['template'] : [])];
      });
      expect(states).toEqual([
        [100, 'running', 'healthy'],
        [101, 'stopped', 'stopped'],
        [102, 'stopped', 'stopped', 'template'],
        [103, 'paused', 'stopped'],
        [104, expect.any(String), 'transitional'],
        [105, 'stopped', 'stopped'],
        [106, expect.any(String), expect.any(String)],
        [110, 'running', 'healthy'],
      ]);
    },
  );

  it('maps numbers in their units, and leaves out what PVE does not know (P7, P8)', async () => {
    const { guest, node } = await read('pve-8.4-healthy');
    expect(node('pve1')).toEqual({
      id: 'lab/node/pve1',
      name: 'pve1',
      cluster: 'lab',
      provider: 'proxmox',
      status: 'online',
      rawStatus: 'online',
      health: 'healthy',
      addresses: ['10.99.7.1'],
      uptime: 3081,
      cpu: {
        total: 2,
        used: 2,
        measuredTotal: 2,
        percentage: 100,
        source: 'pvestatd',
      },
      memory: {
        used: 4559515648,
        total: 25276514304,
        measuredTotal: 25276514304,
        percentage: 18,
        source: 'pvestatd',
      },
      storage: expect.objectContaining({
        total: 270553174016,
        source: 'rootfs',
      }),
      conditions: [
        expect.objectContaining({
          type: 'StorageAvailable',
          status: 'false',
          severity: 'warning',
          message: 'Storage nas is not available on this node',
        }),
      ],
      metadata: { pveId: 'node/pve1' },
    });
    expect(guest(100)).toEqual({
      id: 'lab/qemu/100',
      name: 'web-1',
      cluster: 'lab',
      provider: 'proxmox',
      node: 'pve1',
      type: 'qemu',
      status: 'running',
      health: 'healthy',
      namespace: 'team-a',
      tags: ['prod', 'web'],
      cpu: { count: 2, usage: expect.closeTo(0.0065, 4) },
      memory: { used: 47185143, total: 2147483648 },
      // qemu says 0 for the disk it cannot look into; lxc knows (P7).
      storage: { total: 34359738368 },
      uptime: 157,
      metadata: {
        vmid: '100',
        pool: 'team-a',
        storageSource: 'boot-disk',
        memorySource: 'balloon-or-host',
      },
    });
    expect(guest(110).storage).toEqual({
      used: 40939839488,
      total: 270553174016,
    });
    expect(guest(110).metadata?.storageSource).toBe('rootfs');
  });

  it('keeps states, locks, templates and HA states apart (P5)', async () => {
    const { guest } = await read('pve-8.4-healthy-ha');
    expect(guest(101)).toMatchObject({ status: 'stopped', health: 'stopped' });
    expect(guest(102)).toMatchObject({ status: 'stopped', template: true });
    expect(guest(103)).toMatchObject({ status: 'paused', health: 'stopped' });
    expect(guest(104)).toMatchObject({
      health: 'transitional',
      statusReason: 'Locked: backup',
      metadata: { lock: 'backup' },
    });
    expect(guest(105)).toMatchObject({
      status: 'stopped',
      health: 'stopped',
      statusReason: 'Locked: suspended',
    });
    expect(guest(300)).toMatchObject({
      status: 'running',
      health: 'healthy',
      metadata: { hastate: 'started' },
    });
  });

  it('shows containers that cannot be read as unknown, on a node that is fine (P5)', async () => {
    const { guest, cluster } = await read('pve-8.4-lxc-status-broken');
    expect(guest(103)).toMatchObject({
      status: 'prelaunch',
      health: 'transitional',
    });
    expect(guest(110)).toMatchObject({
      name: 'CT110',
      status: 'unknown',
      health: 'unknown',
      statusReason: 'Its node has no statistics of it',
      cpu: {},
      memory: {},
    });
    expect(cluster.health).toBe('healthy');
  });

  it('tells lost quorum: degraded, and nobody is called dead (P5)', async () => {
    const { cluster, guest, node } = await read('pve-8.4-no-quorum');
    expect(cluster).toMatchObject({
      health: 'degraded',
      statusReason: expect.stringContaining('Quorum lost'),
      metadata: { quorate: 'no' },
    });
    expect(node('pve2')).toMatchObject({
      status: 'offline',
      health: 'unknown',
      statusReason: expect.stringContaining('no quorum'),
    });
    expect(guest(200)).toMatchObject({ status: 'unknown', health: 'unknown' });
  });

  it('knows a standalone node (P5)', async () => {
    const { cluster } = await read('pve-8.4-standalone');
    expect(cluster).toMatchObject({
      health: 'healthy',
      metadata: { topology: 'standalone' },
      totals: { nodes: { total: 1, online: 1 } },
    });
    expect(cluster.metadata).not.toHaveProperty('quorate');
    expect(cluster).not.toHaveProperty('displayName');
  });

  it('shows the cluster although its member cannot tell the quorum (P13)', async () => {
    const { cluster, codes } = await read('pve-8.4-local-pvedaemon-down');
    expect(cluster.nodes).toHaveLength(3);
    expect(cluster.health).toBe('healthy');
    expect(codes).toEqual(['no-cluster-status']);
    expect(cluster.limitations![0]).toMatchObject({
      message: expect.stringContaining('Connection refused'),
      remedy: expect.stringContaining('pvedaemon'),
    });
  });
});
