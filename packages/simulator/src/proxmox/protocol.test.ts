import { sendRequest } from '../__testUtils__/sendRequest';
import { compareShape } from '../__testUtils__/compareShape';
import { compareRows, real, useProxmox } from './__testUtils__/useProxmox';

const maps = { maps: /^\.data$|\.nics$|\.errors$/ };

describe('simulated Proxmox VE', () => {
  const lab = useProxmox();
  const { address, get, update, expectLike } = lab;

  it.each([
    ['pve-paris', '8.4'],
    ['pve-lab', '9.2'],
  ])('responds to %s as recorded from version %s', async (cluster, version) => {
    const node = cluster === 'pve-paris' ? 'pve1' : 'pve';
    if (cluster === 'pve-paris') {
      await update(({ nodes, sharedStorages }) => {
        nodes[2].state = 'online';
        sharedStorages[1].available = false;
      });
    }
    for (const [path, name] of [
      ['/cluster/resources', 'resources'],
      ['/cluster/status', 'cluster-status'],
      ['/cluster/ha/status/current', 'ha'],
    ]) {
      const { body } = await get(path, { cluster });
      const expected = real[`${version} ${name}`].body;
      expect([path, compareRows(body.data, expected.data)]).toEqual([path, []]);
    }
    for (const [path, name] of [
      ['/version', 'version'],
      ['/nodes', 'nodes'],
      [`/nodes/${node}/status`, 'node-status'],
      [`/nodes/${node}/storage`, 'storage'],
      ['/cluster/tasks', 'tasks'],
      ['/storage', 'storage-cfg'],
    ]) {
      const { body } = await get(path, { cluster });
      const shape = compareShape(body, real[`${version} ${name}`].body, {
        // No storage of these types is recorded.
        unrecorded:
          /^\.data\[\]\.(pool|krbd|datastore|username|prune-backups)$/,
        // A task that still runs has no end; only directories have a path.
        optional: /tokenid|used_fraction|endtime|saved|data\[\]\.(status|path)/,
      });
      expect([path, shape]).toEqual([path, []]);
    }
    const permissions = await get('/access/permissions', { cluster });
    const { body } = real[`${version} permissions`];
    expect(permissions.body.data['/']).toEqual(body.data['/']);
  });

  it('drops the data of a dead node in two steps, and forwards no request to it', async () => {
    await update(({ nodes }) => {
      nodes[2].downSeconds = 60;
    });
    const rowsOf = async (path = '/cluster/resources') =>
      (await get(path)).body.data;
    const early = await rowsOf();
    expect(compareRows(early, real['resources dead 1'].body.data)).toEqual([]);
    const lost = (rows: any[]) => rows.find(({ vmid }) => vmid === 111);
    expect(lost(early)).toMatchObject({
      status: 'running',
      name: 'payments-db-replica',
    });

    await update(({ nodes }) => {
      nodes[2].downSeconds = 600;
    });
    const late = await rowsOf();
    expect(compareRows(late, real['resources dead 6'].body.data)).toEqual([]);
    expect(Object.keys(lost(late)).sort()).toEqual([
      'hastate',
      'id',
      'node',
      'pool',
      'status',
      'tags',
      'type',
      'vmid',
    ]);
    expect(
      compareRows(await rowsOf('/nodes'), real['nodes dead 6'].body.data),
    ).toEqual([]);
    for (const path of ['/status', '/qemu', '/lxc/132/status/current']) {
      const response = await get(`/nodes/pve3${path}`);
      expectLike(response, 'node-status dead 6');
    }
  });

  it.each([
    ['pve-paris', 'pve1', 70, 1_800],
    ['pve-lab', 'pve', 1_440, 60],
  ])(
    'stores the past of the nodes of %s',
    async (cluster, node, rows, step) => {
      const path = `/nodes/${node}/rrddata`;
      const { body } = await get(`${path}?timeframe=day`, { cluster });
      expect(body.data).toHaveLength(rows);
      const [first, second] = body.data;
      expect(second.time - first.time).toBe(step);
      expect(first).toEqual({
        ...{ time: expect.any(Number), cpu: expect.any(Number) },
        ...{ maxcpu: expect.any(Number), memused: expect.any(Number) },
        memtotal: expect.any(Number),
      });
      expect(Object.keys(body.data[rows - 1])).toEqual(['time']);
      const { status } = await get(path, { cluster });
      expect(status).toBe(400);
      const denied = await get(`${path}?timeframe=day`, {
        ...{ cluster, powerless: true },
      });
      expect([denied.status, denied.reason]).toEqual([
        ...[403, `Permission check failed (/nodes/${node}, Sys.Audit)`],
      ]);
    },
  );

  it('hides data from a token without permissions instead of returning an error', async () => {
    const powerless = { powerless: true };
    for (const [path, name] of [
      ['/cluster/resources', 'resources none'],
      ['/nodes', 'nodes none'],
    ]) {
      const { body } = await get(path, powerless);
      const online = body.data.filter(({ status }: any) => status === 'online');
      expect(compareRows(online, real[name].body.data)).toEqual([]);
    }
    for (const [path, name] of [
      ['/nodes/pve1/qemu', 'qemu none'],
      ['/access/permissions', 'permissions none'],
    ]) {
      const { status, body } = await get(path, powerless);
      expect([path, status, body]).toEqual([path, 200, real[name].body]);
    }
    for (const [path, name] of [
      ['/cluster/status', 'cluster-status none'],
      ['/cluster/ha/status/current', 'ha none'],
      ['/nodes/pve1/status', 'node-status none'],
    ]) {
      expectLike(await get(path, powerless), name);
    }
    const guest = await get('/nodes/pve1/qemu/101/status/current', powerless);
    expect([guest.status, guest.reason]).toEqual([
      403,
      'Permission check failed (/vms/101, VM.Audit)',
    ]);
  });

  it('refuses as it was recorded', async () => {
    expectLike(await sendRequest(address('pve-paris', '/nodes')), 'no ticket');
    for (const as of [
      'PVEAPIToken=backstage@pve!portal=wrong',
      'PVEAPIToken=nobody@pve!x=00000000-0000-4000-8000-000000000000',
    ]) {
      expectLike(await get('/nodes', { as }), 'wrong secret');
    }
    for (const [path, name] of [
      ['/nodez', 'unknown path'],
      ['/cluster/resources?foo=1', 'unknown parameter'],
      ['/cluster/resources?type=bogus', 'bad parameter'],
      ['/nodes/pve1/qemu/999/status/current', 'unknown guest'],
    ]) {
      expectLike(await get(path), name);
    }
    const unknown = await get('/nodes/nosuch/status');
    expect([unknown.status, unknown.reason]).toEqual([
      500,
      expect.stringMatching(/^hostname lookup 'nosuch' failed/),
    ]);
    const url = address('pve-paris', '/nodes');
    expectLike(await sendRequest(url, { method: 'HEAD' }), 'head');
    const bare = await sendRequest(url.replace('/api2/json', ''));
    expectLike(bare, 'no prefix');
  });

  it('gives tickets, and ends them', async () => {
    const login = (body: string) =>
      sendRequest(address('pve-paris', '/access/ticket'), {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body,
      });
    expectLike(await login('username=portal@pve&password=no'), 'bad password');
    const { username, password } =
      lab.simulator.clusters.get('pve-paris')!.credentials;
    const { body, status } = await login(
      `username=${username}@pve&password=${password}`,
    );
    expect(status).toBe(200);
    expect(compareShape(body, real['8.4 ticket'].body)).toEqual([]);
    const read = () =>
      sendRequest(address('pve-paris', '/nodes'), {
        headers: {
          Cookie: `PVEAuthCookie=${encodeURIComponent(body.data.ticket)}`,
        },
      });
    expect((await read()).status).toBe(200);
    lab.simulator.expireTokens('pve-paris');
    expectLike(await read(), 'bad cookie');
  });

  it('knows a standalone node, a lost quorum and Ceph', async () => {
    const { body } = await get('/cluster/status', { cluster: 'pve-lab' });
    const alone = real['cluster-status alone'].body;
    expect(compareShape(body, alone, maps)).toEqual([]);
    expect(body.data.map(({ type, nodeid }: any) => [type, nodeid])).toEqual([
      ['node', 0],
    ]);
    const noCeph = await get('/cluster/ceph/status', { cluster: 'pve-lab' });
    expect(noCeph.status).toBe(500);
    await update(cluster => {
      cluster.quorate = false;
      cluster.ceph!.health = 'HEALTH_WARN';
    });
    expect((await get('/cluster/status')).body.data[0].quorate).toBe(0);
    expect((await get('/cluster/ceph/status')).body.data).toMatchObject({
      health: { status: 'HEALTH_WARN' },
      pgmap: { bytes_total: 12 * 1024 ** 4 },
    });
  });
});
