import { loadScenario, rowsOf, withRows } from '../__testUtils__/replayServer';
import { useLab } from '../__testUtils__/useLab';

describe('missing permissions', () => {
  const { read } = useLab();

  it('are reported instead of showing zeros', async () => {
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

  it('are found in the permissions', async () => {
    const partly = await read('pve-8.4-permissions-privsep-token');
    expect(partly.workloads.items.map(({ name }) => name)).toEqual(['ha-vm']);
    expect(partly.codes).toEqual([
      'no-permission-node-numbers',
      'no-cluster-status',
    ]);
    // Ceph is read in the second refresh, the permissions in the fourth.
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
        message: 'Guests are hidden: missing permission VM.Audit',
      }),
    );
    const all = await read('pve-8.4-healthy');
    await all.again();
    await all.again();
    expect((await all.again()).codes).toEqual([]);
  });

  it('are noticed when they are revoked or granted', async () => {
    const now = performance.now.bind(performance);
    let later = 0;
    const clock = jest.spyOn(performance, 'now');
    clock.mockImplementation(() => now() + later);
    const healthy = loadScenario('pve-8.4-healthy');
    const none = loadScenario('pve-8.4-permissions-no-rights');
    const { server, again } = await read(healthy);
    for (let refresh = 0; refresh < 4; refresh += 1) await again();

    server.scenario = none;
    const at = async () => (await again()).cluster.limitations?.[1]?.message;
    // The permissions that were read before are outdated.
    expect(await at()).toMatch(/^No guests and no storages are visible/);
    later += 6 * 60_000;
    await again();
    await again();
    expect(await at()).toBe('Guests are hidden: missing permission VM.Audit');

    server.scenario = healthy;
    later += 6 * 60_000;
    await again();
    await again();
    const { codes, workloads } = await again();
    expect(codes).toEqual([]);
    expect(workloads.items.length).toBeGreaterThan(5);
    clock.mockRestore();
  });

  it('do not make the disks of nodes appear as storages', async () => {
    const healthy = loadScenario('pve-8.4-healthy');
    const { cluster, node } = await read(
      withRows(
        healthy,
        rowsOf(healthy).filter(({ type }) => type !== 'storage'),
      ),
    );
    expect(node('pve1').storage?.total).toBeGreaterThan(0);
    expect(cluster.totals).not.toHaveProperty('storage');
  });

  it('are not reported for a cluster without guests', async () => {
    const healthy = loadScenario('pve-8.4-healthy');
    const empty = withRows(
      healthy,
      rowsOf(healthy).filter(
        ({ type }) => type === 'node' || type === 'storage',
      ),
    );
    const { codes, again } = await read(empty);
    expect(codes).toEqual([]);
    await again();
    await again();
    expect((await again()).codes).toEqual([]);
  });

  it('are reported for storages alone if only those are hidden', async () => {
    const healthy = loadScenario('pve-8.4-healthy');
    const { again } = await read({
      ...withRows(
        healthy,
        rowsOf(healthy).filter(({ type }) => type === 'node'),
      ),
      permissions: {
        status: 200,
        body: { data: { '/': { 'Sys.Audit': 1, 'VM.Audit': 1 } } },
      },
    });
    for (let refresh = 0; refresh < 3; refresh += 1) await again();
    expect((await again()).codes).toEqual(['storages-hidden']);
  });
});
