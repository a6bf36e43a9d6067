import { loadScenario, rowsOf, withRows } from '../__testUtils__/replayServer';
import { useLab } from '../__testUtils__/useLab';

describe('nodes that are lost', () => {
  const { read } = useLab();

  it('does not report guests of an offline node as running, and remembers their names', async () => {
    const { server, again, guest } = await read('pve-8.4-healthy-ha');
    expect(guest(300).status).toBe('running');

    server.scenario = loadScenario('pve-8.4-node-down-1-within-a-minute');
    const soon = await again();
    expect(soon.cluster).toMatchObject({
      health: 'degraded',
      statusReason: '1 of 3 nodes unhealthy: pve3 (offline)',
      totals: {
        cpu: { total: 4, measuredTotal: 4 },
        nodes: { total: 3, online: 2, offline: 1 },
        nodesByHealth: { total: 3, healthy: 2, failed: 1 },
      },
    });
    // The threads of the offline node do not count for the load of the others.
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
        /^Node pve3 is offline; last status running; HA state \w+$/,
      ),
      cpu: { count: 2 },
      memory: { total: 2147483648 },
      metadata: { lastStatus: 'running' },
    });
    for (const { node, status, health, uptime } of soon.workloads.items) {
      if (node !== 'pve3') continue;
      expect([status, health, uptime]).toEqual([
        'unknown',
        'unknown',
        undefined,
      ]);
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

  it('reports a node without statistics and its guests as unknown', async () => {
    const healthy = loadScenario('pve-8.4-healthy');
    // What PVE returns five minutes after pvestatd of pve1 hung.
    const retained: Record<string, string[]> = {
      node: ['id', 'type', 'node'],
      qemu: ['id', 'type', 'node', 'vmid', 'tags', 'pool', 'lock'],
      lxc: ['id', 'type', 'node', 'vmid', 'tags', 'pool', 'lock'],
      storage: ['id', 'type', 'node', 'storage', 'shared'],
    };
    const rows = rowsOf(healthy).map(row =>
      row.node === 'pve1' && retained[row.type]
        ? {
            ...Object.fromEntries(
              Object.entries(row).filter(([key]) =>
                retained[row.type].includes(key),
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
      statusReason: 'Node pve1 has no statistics; last status running',
      tags: ['prod', 'web'],
    });
    expect(guest(102).template).toBe(true);
    const fresh = await read(withRows(healthy, rows));
    expect(fresh.guest(100)).toMatchObject({ name: 'VM 100', cpu: {} });
  });
});
