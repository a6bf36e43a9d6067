import {
  loadScenario,
  rowsOf,
  withRows,
  type Recorded,
} from './__testUtils__/replayServer';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { good } from './__testUtils__/installation';
import { signal, TOKEN, useLab } from './__testUtils__/useLab';

const MINUTE_MS = 60_000;

/** One request of each a minute. */
const BACKUPS = /\/(tasks|backup)\b/;
const VERSIONS = /\/nodes\/\w+\/version/;

/** Rows of a cluster of many nodes and guests. */
function manyRows(nodes: number, guests: number): object[] {
  const base = (index: number) => ({
    node: `pve${index % nodes}`,
    status: 'running',
    cpu: 0.1,
    maxcpu: 4,
    mem: 1e9,
    maxmem: 4e9,
    uptime: 60,
  });
  return [
    ...Array.from({ length: nodes }, (_, index) => ({
      ...base(index),
      type: 'node',
      id: `node/pve${index}`,
      status: 'online',
    })),
    ...Array.from({ length: guests }, (_, index) => ({
      ...base(index),
      type: 'qemu',
      id: `qemu/${index}`,
      vmid: index,
      name: `vm-${index}`,
    })),
  ];
}

describe('ProxmoxProvider', () => {
  const { connect, read } = useLab();
  let later = 0;

  beforeEach(() => {
    later = 0;
    const now = Date.now.bind(Date);
    jest.spyOn(Date, 'now').mockImplementation(() => now() + later);
    const monotonic = performance.now.bind(performance);
    jest
      .spyOn(performance, 'now')
      .mockImplementation(() => monotonic() + later);
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('takes two requests per refresh and two a minute whatever the size of the cluster, and reads no time series', async () => {
    const scenario = withRows(
      loadScenario('pve-8.4-healthy'),
      manyRows(50, 500),
    );
    const { server, again } = await read(scenario);
    // The first refresh also reads the version.
    expect(server.count()).toBe(3);
    // Over two hours, so that every slow fact is due several times.
    for (let refresh = 1; refresh <= 30; refresh += 1) {
      later += 4 * MINUTE_MS;
      const slow = () => server.count(BACKUPS) + server.count(VERSIONS);
      const before = server.count() - slow();
      const { workloads, cluster } = await again();
      expect(workloads.items).toHaveLength(500);
      expect(cluster.nodes).toHaveLength(50);
      expect(server.count() - slow() - before).toBe(2);
    }
    expect(server.count(/resources/)).toBe(31);
    // Once a minute at most.
    expect(server.count(BACKUPS)).toBeGreaterThan(0);
    expect(server.count(BACKUPS)).toBeLessThanOrEqual(31);
    expect(server.count(VERSIONS)).toBeGreaterThan(0);
    expect(server.count(VERSIONS)).toBeLessThanOrEqual(31);
    expect(server.count(/json\/version/)).toBe(3);
    // Their format differs by release, and the export queries all nodes in turn.
    expect(server.count(/rrd|export|\/nodes\/\w+\/(?!tasks|version)/)).toBe(0);
    // There is no Ceph.
    expect(server.count(/ceph/)).toBe(2);
    expect(server.count(/permissions/)).toBe(2);
    expect(server.requests[0].auth).toBe('PVEAPIToken=audit@pve!portal=s3cret');
  });

  it('says so where the nodes of a cluster run several versions', async () => {
    const names = ['pve1', 'pve2', 'pve3'];
    const { server, again } = await read({
      ...loadScenario('pve-8.4-healthy'),
      'node-version pve1': good({ version: '8.4.21', release: '8.4' }),
      'node-version pve2': good({ version: '9.1.2', release: '9.1' }),
      'node-version pve3': good({ version: '8.4.1', release: '8.4' }),
    });
    let last = await again();
    for (const [index] of names.entries()) {
      expect(last.codes).not.toContain('mixed-versions');
      later += MINUTE_MS + 1;
      await again();
      await waitFor(() => expect(server.count(VERSIONS)).toBe(index + 1));
      if (index === 0) last = await again();
    }
    await waitFor(async () => {
      last = await again();
      expect(last.cluster.limitations).toEqual([
        expect.objectContaining({
          code: 'mixed-versions',
          params: { versions: '8.4 (2), 9.1 (1)' },
        }),
      ]);
    });
    expect(names.map(name => last.node(name).metadata?.pveVersion)).toEqual([
      '8.4.21',
      '9.1.2',
      '8.4.1',
    ]);
    // Each node once an hour.
    later += 10 * MINUTE_MS;
    await again();
    expect(server.count(VERSIONS)).toBe(3);
  });

  it('reports a member whose clock is wrong, until it is right', async () => {
    const { again, codes, server } = await read('pve-8.4-healthy');
    expect(codes).toEqual([]);
    server.clockAheadMs = 120_000;
    const { cluster } = await again();
    expect(cluster.limitations).toEqual([
      expect.objectContaining({
        code: 'clock-ahead',
        params: { difference: '2 min' },
      }),
    ]);
    server.clockAheadMs = 0;
    expect((await again()).codes).toEqual([]);
  });

  it('has templates and names of guests from the database after a cold start, while no node reports any', async () => {
    const row = (vmid: number) => ({
      type: 'qemu',
      id: `qemu/${vmid}`,
      vmid,
      node: 'pve1',
      status: 'unknown',
    });
    const { server, provider } = await read(
      withRows(loadScenario('pve-8.4-healthy'), [
        { type: 'node', id: 'node/pve1', node: 'pve1', status: 'unknown' },
        row(100),
        row(101),
      ]),
    );
    await provider.close();
    const asked: string[][] = [];
    const restarted = connect({
      url: server.url,
      ...TOKEN,
    });
    const readStored = async () => {
      const { items } = await restarted.getWorkloads('lab', {
        signal,
        storedWorkloads: async (cluster, ids) => {
          asked.push([cluster, ...ids]);
          return [
            {
              ...{ id: 'lab/qemu/100', cluster: 'lab', provider: 'proxmox' },
              ...{ name: 'debian-13', type: 'qemu', template: true },
              ...{ status: 'stopped', health: 'stopped' as const },
              ...{ cpu: { count: 2 }, memory: { total: 2e9 } },
            },
          ];
        },
      });
      return items.map(({ name, template = false }) => [name, template]);
    };
    const shown = [
      ['debian-13', true],
      ['VM 101', false],
    ];
    expect(await readStored()).toEqual(shown);
    expect(await readStored()).toEqual(shown);
    expect(asked).toEqual([['lab', 'lab/qemu/100', 'lab/qemu/101']]);
  });

  it('shares the responses of a cycle', async () => {
    const { provider, server } = await read('pve-8.4-healthy');
    const before = server.count();
    const cycle = {};
    await Promise.all([
      provider.getAllClusters({ signal, cycle }),
      provider.getCluster('lab', { signal, cycle }),
      provider.getWorkloads('lab', { signal, cycle }),
      provider.getWorkloads('lab', { signal, cycle, node: 'pve1' }),
    ]);
    expect(server.count() - before).toBe(2);
    const { items } = await provider.getWorkloads('lab', {
      signal,
      cycle,
      node: 'pve1',
    });
    expect(items.length).toBeGreaterThan(3);
    expect(items.every(({ node }) => node === 'pve1')).toBe(true);
    expect(await provider.getCluster('other', { signal })).toBeUndefined();
    expect(await provider.getWorkloads('other', { signal })).toEqual({
      items: [],
    });
  });

  describe('getNode', () => {
    it('adds the slow facts of an online node', async () => {
      const { provider, server } = await read('pve-8.4-healthy');
      const response = loadScenario('pve-8.4-healthy')['node-status'].body as {
        data: {
          cpuinfo: Record<string, unknown>;
          kversion: string;
          memory: Record<string, number>;
          rootfs: Record<string, number>;
        };
      };
      const { cpuinfo, kversion, memory, rootfs } = response.data;
      const node = await provider.getNode('lab', 'pve1', { signal });
      expect(node).toMatchObject({
        id: 'lab/node/pve1',
        status: 'online',
        memory: { used: memory.used, total: memory.total },
        storage: { used: rootfs.used, total: rootfs.total },
        metadata: {
          pveId: 'node/pve1',
          cpuModel: cpuinfo.model,
          cpuSockets: String(cpuinfo.sockets),
          cpuCores: String(cpuinfo.cores),
          cpuThreads: String(cpuinfo.cpus),
          kernelVersion: kversion.split(' #')[0],
          pveVersion: '8.4.21',
        },
      });
      expect(node?.metadata?.kernelVersion).not.toContain('#');
      expect(server.count(/nodes\/pve1\/status$/)).toBe(1);
      expect(await provider.getNode('lab', 'nope', { signal })).toBeUndefined();
      expect(
        await provider.getNode('other', 'pve1', { signal }),
      ).toBeUndefined();
    });

    it('does not query an offline node', async () => {
      const { provider, server } = await read(
        'pve-8.4-node-down-1-within-a-minute',
      );
      expect(await provider.getNode('lab', 'pve3', { signal })).toMatchObject({
        status: 'offline',
        cpu: { total: 2 },
      });
      expect(server.count(/nodes/)).toBe(0);
    });

    it('queries a node that has no statistics', async () => {
      const healthy = loadScenario('pve-8.4-healthy');
      const { provider } = await read(
        withRows(
          healthy,
          rowsOf(healthy).map(row =>
            row.id === 'node/pve1'
              ? { id: row.id, type: 'node', node: 'pve1', status: 'unknown' }
              : row,
          ),
        ),
      );
      expect(await provider.getNode('lab', 'pve1', { signal })).toMatchObject({
        status: 'unknown',
        cpu: { total: expect.any(Number) },
        metadata: { cpuModel: expect.any(String) },
      });
    });

    it('fails if the node cannot be reached or may not be read', async () => {
      const { provider, server } = await read('pve-8.4-healthy');
      const cases: Array<[Recorded, string]> = [
        [{ status: 595, reason: 'No route', body: null }, 'UNREACHABLE'],
        [{ status: 403, body: null }, 'FORBIDDEN'],
        [{ status: 200, body: { data: null } }, 'INVALID_RESPONSE'],
      ];
      for (const [response, code] of cases) {
        server.scenario = { ...server.scenario, 'node-status': response };
        await expect(
          provider.getNode('lab', 'pve1', { signal }),
        ).rejects.toMatchObject({ code });
      }
    });

    it('reads the list once for several nodes at the same time', async () => {
      const { provider, server } = await read('pve-8.4-healthy');
      const before = server.count(/resources/);
      await Promise.all(
        ['pve1', 'pve2', 'pve3'].map(name =>
          provider.getNode('lab', name, { signal }),
        ),
      );
      expect(server.count(/resources/) - before).toBe(1);
      expect(server.count(/nodes/)).toBe(3);
    });
  });
});
