import {
  loadScenario,
  rowsOf,
  withRows,
  type Recorded,
  type Scenario,
} from './__testUtils__/replayServer';
import { signal, TOKEN, useLab } from './__testUtils__/useLab';

const MINUTE_MS = 60_000;

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

const ceph = (status: string): Recorded => ({
  status: 200,
  body: {
    data: {
      health: { status, checks: status === 'HEALTH_OK' ? {} : { OSD_DOWN: {} } },
      pgmap: {
        bytes_total: 2_000_000_000_000_000,
        bytes_used: 400,
        bytes_avail: 600,
      },
    },
  },
});

const failing = (message: string): Recorded => ({
  status: 500,
  reason: message,
  body: { data: null, message: `${message}\n` },
});

describe('ProxmoxProvider', () => {
  const { serve, connect, read } = useLab();
  let later = 0;

  beforeEach(() => {
    later = 0;
    const now = Date.now.bind(Date);
    jest.spyOn(Date, 'now').mockImplementation(() => now() + later);
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('costs two requests a refresh whatever the size of the cluster', async () => {
    const scenario = withRows(
      loadScenario('pve-8.4-healthy'),
      manyRows(50, 500),
    );
    const { server, again } = await read(scenario);
    // The first time the version is read as well.
    expect(server.count()).toBe(3);
    // Over two hours, so that every slow fact is due again and again.
    for (let refresh = 1; refresh <= 30; refresh += 1) {
      later += 4 * MINUTE_MS;
      const before = server.count();
      const { workloads, cluster } = await again();
      expect(workloads.items).toHaveLength(500);
      expect(cluster.nodes).toHaveLength(50);
      expect(server.count() - before).toBe(2);
    }
    expect(server.count(/resources/)).toBe(31);
    expect(server.count(/version/)).toBe(3);
    // There is no Ceph.
    expect(server.count(/ceph/)).toBe(2);
    expect(server.count(/permissions/)).toBe(2);
    expect(server.requests[0].auth).toBe('PVEAPIToken=audit@pve!portal=s3cret');
  }, 60_000);

  it('reads all side facts in turn where refreshes are rare', async () => {
    const { server, again } = await read({
      ...loadScenario('pve-8.4-healthy'),
      'ceph-status': ceph('HEALTH_OK'),
    });
    for (let refresh = 0; refresh < 24; refresh += 1) {
      later += 60 * MINUTE_MS;
      await again();
    }
    const counts = [/cluster\/status/, /version/, /ceph/, /permissions/].map(
      path => server.count(path),
    );
    expect(counts).toEqual([13, 5, 4, 4]);
  });

  it('shares the answers of a cycle, whoever reads', async () => {
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

  it('keeps the last quorum answer while slow facts take its turn', async () => {
    const { again, server } = await read('pve-8.4-healthy');
    const before = server.count(/cluster\/status/);
    const second = await again();
    expect(server.count(/cluster\/status/)).toBe(before);
    expect(second.cluster).toMatchObject({
      displayName: 'lab',
      metadata: { quorate: 'yes' },
    });
    expect(second.node('pve1').addresses).toEqual(['10.99.7.1']);
  });

  it('does not believe an old quorum, but keeps the slow facts beside it', async () => {
    const { again, server } = await read('pve-8.4-healthy');
    await again();
    server.scenario = {
      ...server.scenario,
      'cluster-status': { status: 595, reason: 'Connection refused', body: null },
    };
    const { cluster, codes, node } = await again();
    expect(codes).toEqual(['no-cluster-status']);
    expect(cluster.metadata).toEqual({ topology: 'cluster' });
    expect(cluster.displayName).toBe('lab');
    expect(node('pve1').addresses).toEqual(['10.99.7.1']);
    expect(cluster.health).toBe('healthy');
    server.scenario = loadScenario('pve-8.4-healthy');
    await again();
    expect((await again()).codes).toEqual([]);
  });

  it('does not wait longer than five seconds for what stands beside', async () => {
    const { url } = await serve({
      ...loadScenario('pve-8.4-healthy'),
      'cluster-status': 'hang',
    });
    const provider = connect({ url, ...TOKEN }, { totalMs: 60_000 });
    const [cluster] = await provider.getAllClusters({ signal });
    expect(cluster.nodes).toHaveLength(3);
    expect(cluster.limitations).toMatchObject([
      {
        code: 'no-cluster-status',
        message: expect.stringContaining('in time'),
      },
    ]);
  }, 30_000);

  describe('Ceph', () => {
    async function readWith(answer: Recorded | 'hang') {
      const scenario: Scenario = {
        ...loadScenario('pve-8.4-healthy'),
        'ceph-status': answer,
      };
      const first = await read(scenario);
      // The second refresh looks for Ceph.
      return { ...first, ...(await first.again()) };
    }

    it('is read every five minutes where there is one', async () => {
      const { cluster, again, server } = await readWith(ceph('HEALTH_OK'));
      expect(cluster).toMatchObject({
        health: 'healthy',
        metadata: {
          cephHealth: 'HEALTH_OK',
          cephTotal: '2000000000000000',
          cephUsed: '400',
          cephAvail: '600',
        },
      });
      for (let turn = 0; turn < 3; turn += 1) await again();
      expect(server.count(/ceph/)).toBe(1);
      server.scenario = {
        ...server.scenario,
        'ceph-status': ceph('HEALTH_WARN'),
      };
      later += 6 * MINUTE_MS;
      expect((await again()).cluster).toMatchObject({
        health: 'degraded',
        statusReason: 'Ceph reports HEALTH_WARN: OSD_DOWN',
      });
      expect(server.count(/ceph/)).toBe(2);
    });

    it.each<[string, Recorded]>([
      [
        'is not installed',
        failing('binary not installed: /usr/bin/ceph-mon'),
      ],
      [
        'is not set up',
        failing(
          "pveceph configuration not initialized - missing '/etc/pve/ceph.conf'",
        ),
      ],
      ['cannot be told behind HTTP/2', { status: 500, body: null }],
      ['may not be read', { status: 403, body: null }],
    ])('that %s is looked for once an hour', async (_, answer) => {
      const { cluster, again, server } = await readWith(answer);
      expect(Object.keys(cluster.metadata!)).not.toContain('cephHealth');
      expect(cluster.limitations).toBeUndefined();
      for (let refresh = 0; refresh < 5; refresh += 1) {
        later += 10 * MINUTE_MS;
        await again();
      }
      expect(server.count(/ceph/)).toBe(1);
      later += 20 * MINUTE_MS;
      for (let refresh = 0; refresh < 4; refresh += 1) await again();
      expect(server.count(/ceph/)).toBe(2);
    });

    it('that was there and breaks is a limitation, and tried again soon', async () => {
      const { again, server } = await readWith(ceph('HEALTH_OK'));
      server.scenario = {
        ...server.scenario,
        'ceph-status': failing('got timeout'),
      };
      // The permissions have their turn first.
      for (let turn = 0; turn < 3; turn += 1) await again();
      for (let turn = 0; turn < 2; turn += 1) {
        later += 6 * MINUTE_MS;
        const { cluster } = await again();
        expect(cluster.metadata).not.toHaveProperty('cephHealth');
        expect(cluster.limitations).toMatchObject([
          {
            code: 'ceph-unreadable',
            message: expect.stringContaining('got timeout'),
          },
        ]);
        await again();
      }
      server.scenario = {
        ...server.scenario,
        'ceph-status': ceph('HEALTH_OK'),
      };
      later += 6 * MINUTE_MS;
      const { cluster, codes } = await again();
      expect(cluster.metadata).toMatchObject({ cephHealth: 'HEALTH_OK' });
      expect(codes).toEqual([]);
    });
  });

  describe('getNode', () => {
    it('adds the slow facts of an online node', async () => {
      const { provider, server } = await read('pve-8.4-healthy');
      const answer = loadScenario('pve-8.4-healthy')['node-status'].body as {
        data: {
          cpuinfo: Record<string, unknown>;
          kversion: string;
          memory: Record<string, number>;
          rootfs: Record<string, number>;
        };
      };
      const { cpuinfo, kversion, memory, rootfs } = answer.data;
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
      expect(await provider.getNode('other', 'pve1', { signal })).toBeUndefined();
    });

    it('asks nothing of an offline node (P13)', async () => {
      const { provider, server } = await read(
        'pve-8.4-node-down-1-within-a-minute',
      );
      expect(await provider.getNode('lab', 'pve3', { signal })).toMatchObject({
        status: 'offline',
        cpu: { total: 2 },
      });
      expect(server.count(/nodes/)).toBe(0);
    });

    it('reads a node live that has no statistics', async () => {
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

    it('fails where the node cannot be reached or may not be read', async () => {
      const { provider, server } = await read('pve-8.4-healthy');
      const cases: Array<[Recorded, string]> = [
        [{ status: 595, reason: 'No route', body: null }, 'UNREACHABLE'],
        [{ status: 403, body: null }, 'FORBIDDEN'],
        [{ status: 200, body: { data: null } }, 'INVALID_RESPONSE'],
      ];
      for (const [answer, code] of cases) {
        server.scenario = { ...server.scenario, 'node-status': answer };
        await expect(
          provider.getNode('lab', 'pve1', { signal }),
        ).rejects.toMatchObject({ code });
      }
    });

    it('reads the list once for many nodes that are looked at together', async () => {
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
