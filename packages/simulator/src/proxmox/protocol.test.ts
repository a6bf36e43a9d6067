import { demoFleet, startSimulator, type Simulator } from '..';
import { ask, type Asked } from '../__testUtils__/ask';
import { compareShape } from '../__testUtils__/compareShape';
import { recorded } from '../__testUtils__/recorded';
import type { ProxmoxCluster } from '../fleet/schema';

const real = recorded('proxmox');

const maps = { maps: /^\.data$|\.nics$|\.errors$/ };

/** Rows of all types share lists: each is held against those of its type and state. */
function compareRows(actual: any[], rows: any[]): string[] {
  const kindOf = ({ type, status, network, sdn, quorate, crm_state }: any) =>
    [
      // Of what is unknown there is no difference left.
      status === 'unknown' && type === 'qemu' ? 'lxc' : type,
      ['node', 'storage', 'qemu', 'lxc'].includes(type) &&
        (['unknown', 'offline'].includes(status) ? status : 'known'),
      network ?? sdn ?? '',
      quorate ?? '',
      crm_state ? 'crm' : '',
    ].join(' ');
  return actual.flatMap(row => {
    const alike = rows.filter(one => kindOf(one) === kindOf(row));
    return alike.length === 0
      ? [`${kindOf(row)}: no such row`]
      : compareShape([row], alike, {
          unrecorded: /\.(tags|pool|lock|hastate)$/,
          optional: /\.(tags|pool|lock|hastate)$/,
        }).map(line => `${kindOf(row)} ${line}`);
  });
}

describe('simulated Proxmox VE', () => {
  let simulator: Simulator;

  beforeEach(async () => {
    simulator = await startSimulator({ fleet: demoFleet() });
  });

  afterEach(() => simulator.stop());

  const address = (cluster: string, path: string) =>
    `${simulator.clusters.get(cluster)!.url}/api2/json${path}`;

  function get(
    path: string,
    options: { cluster?: string; powerless?: boolean; as?: string } = {},
  ): Promise<Asked> {
    const { cluster = 'pve-paris', powerless, as } = options;
    const { tokenId, tokenSecret, noRights } =
      simulator.clusters.get(cluster)!.credentials;
    const id = powerless ? noRights.tokenId : tokenId;
    return ask(address(cluster, path), {
      headers: { Authorization: as ?? `PVEAPIToken=${id}=${tokenSecret}` },
    });
  }

  const update = (change: (cluster: ProxmoxCluster) => void) =>
    simulator.update('pve-paris', cluster => change(cluster as ProxmoxCluster));

  function expectLike(answer: Asked, name: string) {
    const recording = real[name];
    expect([name, answer.status, answer.reason]).toEqual([
      name,
      recording.status,
      recording.reason,
    ]);
    expect(answer.headers['content-type']).toBe(
      recording.headers['content-type'],
    );
    const isText = typeof recording.body === 'string';
    expect([name, isText ? answer.text : answer.body]).toEqual([
      name,
      recording.body,
    ]);
    expect(answer.headers.connection).toBe('close');
  }

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
    ]) {
      const { body } = await get(path, { cluster });
      const shape = compareShape(body, real[`${version} ${name}`].body, {
        unrecorded: /^$/,
        // A task that still runs has no end.
        optional: /tokenid|used_fraction|endtime|saved|data\[\]\.status/,
      });
      expect([path, shape]).toEqual([path, []]);
    }
    const permissions = await get('/access/permissions', { cluster });
    const { body } = real[`${version} permissions`];
    expect(permissions.body.data['/']).toEqual(body.data['/']);
  });

  it('returns details of one guest, each with its own terms for paused', async () => {
    await update(cluster => {
      cluster.workloads[0].template = false;
    });
    const running = await get('/nodes/pve1/qemu/101/status/current');
    const paused = await get('/nodes/pve2/qemu/121/status/current');
    const container = await get('/nodes/pve1/lxc/130/status/current');
    const some = { optional: /\.(tags|pid)$/, unrecorded: /\.(state|tags)$/ };
    for (const [answer, name] of [
      [running, '8.4 qemu-current'],
      [paused, '8.4 qemu-paused'],
      [container, '8.4 lxc-current'],
      [await get('/nodes/pve1/qemu/900/status/current'), '8.4 qemu-template'],
    ] as const) {
      const shape = compareShape(answer.body.data, real[name].body.data, {
        ...some,
        maps: /\.nics$/,
      });
      expect([name, shape]).toEqual([name, []]);
    }
    for (const [path, name] of [
      ['/nodes/pve1/qemu', '8.4 qemu'],
      ['/nodes/pve1/lxc', '8.4 lxc'],
    ]) {
      const { body } = await get(path);
      expect(compareShape(body, real[name].body, some)).toEqual([]);
    }
    expect(paused.body.data).toMatchObject({
      status: 'running',
      qmpstatus: 'paused',
    });
    const rows = (await get('/cluster/resources?type=vm')).body.data;
    expect(rows.find(({ vmid }: any) => vmid === 121).status).toBe('paused');
    const fractional = await get('/nodes/pve/lxc', { cluster: 'pve-lab' });
    expect(fractional.body.data[0].cpus).toBe('0.5');
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
      const answer = await get(`/nodes/pve3${path}`);
      expectLike(answer, 'node-status dead 6');
    }
  });

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
    expectLike(await ask(address('pve-paris', '/nodes')), 'no ticket');
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
    expectLike(await ask(url, { method: 'HEAD' }), 'head');
    const bare = await ask(url.replace('/api2/json', ''));
    expectLike(bare, 'no prefix');
  });

  it('gives tickets, and ends them', async () => {
    const login = (body: string) =>
      ask(address('pve-paris', '/access/ticket'), {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body,
      });
    expectLike(await login('username=portal@pve&password=no'), 'bad password');
    const { username, password } =
      simulator.clusters.get('pve-paris')!.credentials;
    const { body, status } = await login(
      `username=${username}@pve&password=${password}`,
    );
    expect(status).toBe(200);
    expect(compareShape(body, real['8.4 ticket'].body)).toEqual([]);
    const read = () =>
      ask(address('pve-paris', '/nodes'), {
        headers: {
          Cookie: `PVEAuthCookie=${encodeURIComponent(body.data.ticket)}`,
        },
      });
    expect((await read()).status).toBe(200);
    simulator.expireTokens('pve-paris');
    expectLike(await read(), 'bad cookie');
  });

  it('has guest agents in three states, for callers with the permission', async () => {
    const path = '/agent/network-get-interfaces';
    const early = await get(`/nodes/pve1/qemu/101${path}`);
    expect([early.status, early.reason]).toEqual([
      403,
      'Permission check failed (/vms/101, VM.Monitor)',
    ]);
    await update(cluster => {
      cluster.version = '9.2.3';
    });
    const running = await get(`/nodes/pve1/qemu/101${path}`);
    expect(running.body.data.result[1]).toMatchObject({
      name: 'eth0',
      'ip-addresses': [{ 'ip-address-type': 'ipv4', prefix: 24 }],
    });
    const stopped = await get(`/nodes/pve2/qemu/102${path}`);
    expect(stopped.reason).toBe('QEMU guest agent is not running');
    const absent = await get(`/nodes/pve2/qemu/123${path}`);
    expect(absent.reason).toBe('No QEMU guest agent configured');
    const container = { kind: 'lxc', vmid: 900, node: 'pve1' } as const;
    await update(({ workloads }) => {
      const [guest] = workloads;
      workloads.push(
        { ...guest, ...container, status: 'running' },
        { ...guest, ...container, vmid: 901, status: 'stopped' },
      );
    });
    const network = await get('/nodes/pve1/lxc/900/interfaces');
    expect(network.body.data).toMatchObject([
      { name: 'lo', inet: '127.0.0.1/8' },
      { name: 'eth0', hwaddr: expect.any(String) },
    ]);
    const none = await get('/nodes/pve1/lxc/901/interfaces');
    expect([none.status, none.body.data]).toEqual([200, null]);
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
