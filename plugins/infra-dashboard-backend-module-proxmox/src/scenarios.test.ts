import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadScenario, rowsOf } from './__testUtils__/replayServer';
import { useLab } from './__testUtils__/useLab';

describe('recorded clusters', () => {
  const { read } = useLab();

  const scenarios = readdirSync(resolve(__dirname, '__fixtures__'))
    .map(file => file.replace(/\.json$/, ''))
    .filter(name => name.startsWith('pve-'))
    // Other files hold what is read of a node.
    .filter(name => 'cluster-resources' in loadScenario(name));

  it.each(scenarios)('maps every row of %s', async name => {
    const rows = rowsOf(loadScenario(name));
    const count = (...types: string[]) =>
      rows.filter(({ type }) => types.includes(type as string)).length;
    const { cluster, workloads, codes } = await read(name);
    expect(cluster.nodes).toHaveLength(count('node'));
    expect(workloads.items).toHaveLength(count('qemu', 'lxc'));
    expect(codes).not.toContain('malformed-rows');
    const text = JSON.stringify([cluster, workloads]);
    expect(text).not.toMatch(/NaN|null|undefined/);
    // What does not run or is unknown has no usage, not even 0.
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
    'maps a healthy cluster of %s, its load weighted by threads',
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
      // Weighted by threads, not the mean of percentages.
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

  it('maps numbers in their units, and omits what PVE does not know', async () => {
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
      // qemu returns 0 for the disk, which it cannot look into.
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

  it('distinguishes states, locks, templates and HA states', async () => {
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

  it('shows containers that cannot be read as unknown, on a healthy node', async () => {
    const { guest, cluster } = await read('pve-8.4-lxc-status-broken');
    expect(guest(103)).toMatchObject({
      status: 'prelaunch',
      health: 'transitional',
    });
    expect(guest(110)).toMatchObject({
      name: 'CT110',
      status: 'unknown',
      health: 'unknown',
      statusReason: 'Its node has no statistics for it',
      cpu: {},
      memory: {},
    });
    expect(cluster.health).toBe('healthy');
  });

  it('reports lost quorum as degraded, and no node as failed', async () => {
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

  it('maps a standalone node', async () => {
    const { cluster } = await read('pve-8.4-standalone');
    expect(cluster).toMatchObject({
      health: 'healthy',
      metadata: { topology: 'standalone' },
      totals: { nodes: { total: 1, online: 1 } },
    });
    expect(cluster.metadata).not.toHaveProperty('quorate');
    expect(cluster).not.toHaveProperty('displayName');
  });

  it('shows the cluster although its member does not know the quorum', async () => {
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
