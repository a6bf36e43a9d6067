import {
  loadScenario,
  type Recorded,
  type Scenario,
} from '../__testUtils__/replayServer';
import { signal, TOKEN, useLab } from '../__testUtils__/useLab';

const MINUTE_MS = 60_000;

const ceph = (status: string): Recorded => ({
  status: 200,
  body: {
    data: {
      health: {
        status,
        checks: status === 'HEALTH_OK' ? {} : { OSD_DOWN: {} },
      },
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

describe('what is read beside the resources', () => {
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
      'cluster-status': {
        status: 595,
        reason: 'Connection refused',
        body: null,
      },
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
  });

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
      ['is not installed', failing('binary not installed: /usr/bin/ceph-mon')],
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
});
