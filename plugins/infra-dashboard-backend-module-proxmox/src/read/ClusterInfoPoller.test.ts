import {
  loadScenario,
  type Recorded,
  type Scenario,
} from '../__testUtils__/replayServer';
import { installation } from '../__testUtils__/installation';
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

describe('additional cluster information', () => {
  const { serve, connect, read } = useLab();
  let later = 0;

  beforeEach(() => {
    later = 0;
    const now = performance.now.bind(performance);
    jest.spyOn(performance, 'now').mockImplementation(() => now() + later);
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('reads all facts in turn if refreshes are rare', async () => {
    const { server, again } = await read({
      ...loadScenario('pve-8.4-healthy'),
      'ceph-status': ceph('HEALTH_OK'),
    });
    for (let refresh = 0; refresh < 24; refresh += 1) {
      later += 60 * MINUTE_MS;
      await again();
    }
    const counts = [/cluster\/status/, /json\/version/, /ceph/, /permissions/]
      .concat(/json\/storage$/)
      .map(path => server.count(path));
    expect(counts).toEqual([13, 4, 3, 3, 3]);
  });

  it('retains the last quorum while slow facts are read', async () => {
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

  it('reads the quorum with the rows if the state of a node changed, and while there is none', async () => {
    const split = {
      cluster: 'lab',
      nodes: ['pve1', 'pve2'],
      guests: { 100: 'web' },
    };
    const { again, server } = await read(installation(split));
    const withState = (status: string, quorate: number): Scenario => {
      const scenario = installation({ ...split, quorate });
      const resources = scenario['cluster-resources'] as Recorded;
      const { data } = resources.body as {
        data: Array<Record<string, unknown>>;
      };
      data[1].status = status;
      return scenario;
    };
    server.scenario = withState('offline', 0);
    // The second refresh reads a slow fact instead of the quorum.
    expect((await again()).cluster).toMatchObject({
      reasonCode: 'quorum-lost',
      metadata: { quorate: 'no' },
    });
    server.scenario = withState('online', 1);
    for (let refresh = 0; refresh < 3; refresh += 1) {
      const { cluster } = await again();
      expect([cluster.health, cluster.metadata?.quorate]).toEqual([
        'healthy',
        'yes',
      ]);
    }
  });

  it('does not trust an old quorum, but retains the slow facts', async () => {
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

  it('does not wait longer than five seconds for it', async () => {
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
    async function readWith(response: Recorded | 'hang') {
      const scenario: Scenario = {
        ...loadScenario('pve-8.4-healthy'),
        'ceph-status': response,
      };
      const first = await read(scenario);
      // Ceph is read in the second refresh.
      return { ...first, ...(await first.again()) };
    }

    it('is read every five minutes if there is one', async () => {
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
      for (let turn = 0; turn < 5; turn += 1) await again();
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
      ['has no reason over HTTP/2', { status: 500, body: null }],
      ['may not be read', { status: 403, body: null }],
    ])('that %s is read once an hour', async (_, response) => {
      const { cluster, again, server } = await readWith(response);
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

    it('that stops working is a limitation, and is retried soon', async () => {
      const { again, server } = await readWith(ceph('HEALTH_OK'));
      server.scenario = {
        ...server.scenario,
        'ceph-status': failing('got timeout'),
      };
      // The permissions and the storages are read first.
      for (let turn = 0; turn < 5; turn += 1) await again();
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
