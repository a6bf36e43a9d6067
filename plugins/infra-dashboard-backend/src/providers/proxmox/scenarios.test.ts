import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadScenario, rowsOf, withRows } from './__testUtils__/replayServer';
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

  it.each(['8.4', '9.2'])('maps a healthy cluster of %s', async release => {
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
  });

  it('maps numbers in their units, and leaves out what PVE does not know', async () => {
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
      cpu: { total: 2, used: 2, percentage: 100, source: 'pvestatd' },
      memory: {
        used: 4559515648,
        total: 25276514304,
        percentage: 18,
        source: 'pvestatd',
      },
      storage: expect.objectContaining({ total: 270553174016 }),
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
        memorySource: 'balloon-or-host',
      },
    });
    expect(guest(110).storage).toEqual({
      used: 40939839488,
      total: 270553174016,
    });
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

  it('shows containers that cannot be read as unknown, on a node that is fine', async () => {
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

  it('does not call guests of a dead node running, and remembers their names (P1)', async () => {
    const { server, again, guest } = await read('pve-8.4-healthy-ha');
    expect(guest(300).status).toBe('running');

    server.scenario = loadScenario('pve-8.4-node-down-1-within-a-minute');
    const soon = await again();
    expect(soon.cluster).toMatchObject({
      health: 'degraded',
      statusReason: 'pve3: Offline: the other members do not see it',
      totals: { nodes: { total: 3, online: 2, offline: 1 } },
    });
    // The dead node's threads are no part of the load of the living ones.
    const { used, percentage } = soon.cluster.totals.cpu;
    expect(percentage).toBeCloseTo((used! / 4) * 100, 0);
    expect(soon.node('pve3')).toMatchObject({
      status: 'offline',
      health: 'failed',
      memory: { total: 25276514304 },
    });
    expect(soon.node('pve3').cpu).toEqual({ total: 2 });
    expect(soon.node('pve3').uptime).toBeUndefined();
    expect(soon.guest(300)).toMatchObject({
      name: 'ha-vm',
      status: 'unknown',
      health: 'unknown',
      statusReason: expect.stringMatching(
        /^Node pve3 is offline; last seen as running; HA state \w+$/,
      ),
      cpu: { count: 2 },
      memory: { total: 2147483648 },
      metadata: { lastStatus: 'running' },
    });
    for (const { node, status, health, uptime } of soon.workloads.items) {
      if (node !== 'pve3') continue;
      expect([status, health, uptime]).toEqual(['unknown', 'unknown', undefined]);
    }

    server.scenario = loadScenario('pve-8.4-node-down-4-after-6min');
    const later = await again();
    expect(later.node('pve3')).toMatchObject({ cpu: {}, memory: {} });
    expect(later.guest(310)).toMatchObject({
      name: 'ct-tmpl',
      template: true,
      status: 'unknown',
      memory: { total: 536870912 },
    });
    // HA has moved it: the same guest, on another node.
    expect(later.guest(300)).toMatchObject({
      id: 'lab/qemu/300',
      node: 'pve1',
      health: 'failed',
      statusReason: 'HA state error',
    });
  });

  it('tells a node without statistics and its guests as unknown', async () => {
    const healthy = loadScenario('pve-8.4-healthy');
    // What PVE answers five minutes after pvestatd of pve1 got stuck.
    const keep: Record<string, string[]> = {
      node: ['id', 'type', 'node'],
      qemu: ['id', 'type', 'node', 'vmid', 'tags', 'pool', 'lock'],
      lxc: ['id', 'type', 'node', 'vmid', 'tags', 'pool', 'lock'],
      storage: ['id', 'type', 'node', 'storage', 'shared'],
    };
    const rows = rowsOf(healthy).map(row =>
      row.node === 'pve1' && keep[row.type]
        ? {
            ...Object.fromEntries(
              Object.entries(row).filter(([key]) =>
                keep[row.type].includes(key),
              ),
            ),
            status: 'unknown',
          }
        : row,
    );
    const { server, again } = await read(healthy);
    server.scenario = withRows(healthy, rows);
    const { cluster, node, guest } = await again();
    expect(cluster.health).toBe('degraded');
    expect(node('pve1')).toMatchObject({
      status: 'unknown',
      health: 'unknown',
      statusReason: expect.stringContaining('No statistics'),
      cpu: {},
    });
    expect(cluster.limitations).toBeUndefined();
    expect(guest(100)).toMatchObject({
      name: 'web-1',
      status: 'unknown',
      health: 'unknown',
      statusReason: 'Node pve1 is without statistics; last seen as running',
      tags: ['prod', 'web'],
    });
    expect(guest(102).template).toBe(true);
    const fresh = await read(withRows(healthy, rows));
    expect(fresh.guest(100)).toMatchObject({ name: 'VM 100', cpu: {} });
  });

  it('says which rights are missing instead of showing zeros (P2, P3, P4)', async () => {
    for (const name of [
      'pve-8.4-permissions-no-rights',
      'pve-9.2-permissions-no-rights',
    ]) {
      const { cluster, workloads, codes } = await read(name);
      expect(workloads.items).toEqual([]);
      expect(workloads.limitations).toHaveLength(1);
      expect(cluster.nodes[0]).toMatchObject({
        status: 'online',
        cpu: {},
        memory: {},
      });
      expect(cluster.totals).not.toHaveProperty('storage');
      expect(codes).toEqual([
        'no-permission-node-numbers',
        'no-guests-visible',
        'no-cluster-status',
      ]);
      for (const { remedy } of cluster.limitations!) {
        expect(remedy).toBe(
          [
            "pveum acl modify / --users 'audit@pve' --roles PVEAuditor",
            "pveum acl modify / --tokens 'audit@pve!portal' --roles PVEAuditor",
          ].join('\n'),
        );
      }
    }
  });

  it('learns from the permissions what else is hidden (P4)', async () => {
    const partly = await read('pve-8.4-permissions-privsep-token');
    expect(partly.workloads.items.map(({ name }) => name)).toEqual(['ha-vm']);
    expect(partly.codes).toEqual([
      'no-permission-node-numbers',
      'no-cluster-status',
    ]);
    // Ceph is looked for in the second refresh, the permissions in the fourth.
    await partly.again();
    await partly.again();
    expect((await partly.again()).codes).toEqual([
      'no-permission-node-numbers',
      'guests-partly-visible',
      'storages-hidden',
      'no-cluster-status',
    ]);
    const none = await read('pve-9.2-permissions-no-rights');
    await none.again();
    await none.again();
    const { cluster, codes } = await none.again();
    expect(codes).toContain('no-guests-visible');
    expect(cluster.limitations).toContainEqual(
      expect.objectContaining({
        message: 'Guests are hidden: the permission VM.Audit is missing',
      }),
    );
    const all = await read('pve-8.4-healthy');
    await all.again();
    await all.again();
    expect((await all.again()).codes).toEqual([]);
  });

  it('does not complain about a cluster that has no guests yet', async () => {
    const healthy = loadScenario('pve-8.4-healthy');
    const empty = withRows(
      healthy,
      rowsOf(healthy).filter(({ type }) => type === 'node' || type === 'storage'),
    );
    const { codes, again } = await read(empty);
    expect(codes).toEqual([]);
    await again();
    await again();
    expect((await again()).codes).toEqual([]);
  });

  it('tells lost quorum: degraded, and nobody is called dead', async () => {
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

  it('knows a standalone node', async () => {
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
