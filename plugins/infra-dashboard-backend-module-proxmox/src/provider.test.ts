import {
  loadScenario,
  rowsOf,
  withRows,
  type Recorded,
} from './__testUtils__/replayServer';
import { signal, useLab } from './__testUtils__/useLab';

const MINUTE_MS = 60_000;

const BACKUPS = /\/(tasks|backup)\b/;

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
  const { read } = useLab();
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

  it('takes two requests per refresh and one a minute whatever the size of the cluster, and reads no time series', async () => {
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
      const before = server.count() - server.count(BACKUPS);
      const { workloads, cluster } = await again();
      expect(workloads.items).toHaveLength(500);
      expect(cluster.nodes).toHaveLength(50);
      expect(server.count() - server.count(BACKUPS) - before).toBe(2);
    }
    expect(server.count(/resources/)).toBe(31);
    // Once a minute at most.
    expect(server.count(BACKUPS)).toBeGreaterThan(0);
    expect(server.count(BACKUPS)).toBeLessThanOrEqual(31);
    expect(server.count(/version/)).toBe(3);
    // Their format differs by release, and the export queries all nodes in turn.
    expect(server.count(/rrd|export|\/nodes\/\w+\/(?!tasks)/)).toBe(0);
    // There is no Ceph.
    expect(server.count(/ceph/)).toBe(2);
    expect(server.count(/permissions/)).toBe(2);
    expect(server.requests[0].auth).toBe('PVEAPIToken=audit@pve!portal=s3cret');
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
