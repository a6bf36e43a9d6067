import { createCertificate } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { failureOf } from '../__testUtils__/failureOf';
import {
  loadScenario,
  type Recorded,
  type Scenario,
} from '../__testUtils__/replayServer';
import { signal, TOKEN, useLab } from '../__testUtils__/useLab';

const MINUTE_MS = 60_000;

const good = (data: unknown): Recorded => ({ status: 200, body: { data } });

const print = (byte: string) => Array(32).fill(byte).join(':');

/** A cluster, or a standalone node where it has no name. */
function installation(options: {
  cluster?: string;
  nodes: string[];
  guests: Record<number, string>;
  version?: string;
  certificate?: string;
  /** Whether the token may not read `/cluster/status`. */
  isHidden?: boolean;
  quorate?: number;
}): Scenario {
  const { cluster, nodes, guests, certificate, quorate = 1 } = options;
  const { version = '9.1.2' } = options;
  const [node] = nodes;
  return {
    'cluster-resources': good([
      ...nodes.map(name => ({
        type: 'node',
        id: `node/${name}`,
        node: name,
        status: 'online',
        cpu: 0.1,
        maxcpu: 8,
        mem: 1e9,
        maxmem: 8e9,
        uptime: 60,
      })),
      ...Object.entries(guests).map(([vmid, name]) => ({
        type: 'qemu',
        id: `qemu/${vmid}`,
        vmid: Number(vmid),
        name,
        node,
        status: 'running',
        maxcpu: 2,
        maxmem: 2e9,
        uptime: 60,
      })),
    ]),
    'cluster-status': options.isHidden
      ? { status: 403, body: null }
      : good([
          ...(cluster
            ? [{ type: 'cluster', id: 'cluster', name: cluster, quorate }]
            : []),
          ...nodes.map(name => ({ type: 'node', name, online: 1 })),
        ]),
    version: good({ version, release: version.slice(0, 3) }),
    permissions: good({
      '/': {
        'Sys.Audit': 1,
        'VM.Audit': 1,
        'Datastore.Audit': 1,
        'Pool.Audit': 1,
      },
    }),
    ...(certificate && {
      nodes: good(
        nodes.map(name => ({ node: name, ssl_fingerprint: certificate })),
      ),
    }),
  };
}

const NODES = ['pve1', 'pve2'];
const LAB = { cluster: 'lab', nodes: NODES, guests: { 100: 'web' } };
const PROD = { cluster: 'prod', nodes: NODES, guests: { 900: 'payroll' } };

const REFUSAL: Recorded = {
  status: 401,
  reason: "no such token 'portal'",
  body: null,
};

describe('failover', () => {
  const { serve, connect } = useLab();
  let later = 0;

  beforeEach(() => {
    later = 0;
    const now = performance.now.bind(performance);
    jest.spyOn(performance, 'now').mockImplementation(() => now() + later);
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  /** Servers of some installations, and a provider that has them all as addresses. */
  async function start(scenarios: Scenario[], settings: object = TOKEN) {
    const servers = await Promise.all(scenarios.map(one => serve(one)));
    const urls = servers.map(({ url }) => url);
    const provider = connect({ urls, ...settings });
    const read = async () => {
      const cycle = {};
      const [cluster] = await provider.getAllClusters({ signal, cycle });
      const { items } = await provider.getWorkloads('lab', { signal, cycle });
      return {
        cluster,
        guests: items.map(({ name }) => name),
        limitations: cluster.limitations ?? [],
      };
    };
    return { servers, provider, read };
  }

  describe('to a stranger', () => {
    it.each<[string, Scenario, Scenario]>([
      [
        'another cluster with nodes of the same names',
        installation(LAB),
        installation(PROD),
      ],
      [
        'another cluster with the same names, where the token may read little',
        installation({ ...LAB, certificate: print('A1'), isHidden: true }),
        installation({ ...PROD, certificate: print('B2'), isHidden: true }),
      ],
      [
        'a node that left the cluster and was installed anew',
        installation(LAB),
        installation({ nodes: ['pve1'], guests: {} }),
      ],
      [
        'a standalone node with another name',
        installation({ nodes: ['pve'], guests: { 100: 'web' } }),
        installation({ nodes: ['backup'], guests: { 100: 'web' } }),
      ],
      [
        'a standalone node with the same name and another certificate',
        installation({
          nodes: ['pve'],
          guests: { 100: 'web' },
          certificate: print('A1'),
        }),
        installation({
          nodes: ['pve'],
          guests: { 900: 'payroll' },
          certificate: print('B2'),
        }),
      ],
    ])('is refused: %s', async (_, own, strange) => {
      const { servers, read, provider } = await start([own, strange, own]);
      expect((await read()).guests).toEqual(['web']);
      await servers[0].stop();
      const { guests, limitations } = await read();
      expect(guests).toEqual(['web']);
      expect(limitations).toContainEqual({
        code: 'address-of-another-cluster',
        message: 'Address 2 of 3 belongs to another cluster, and is not used',
        remedy: expect.stringContaining('Correct the address'),
      });
      // It is not given the credentials in every refresh.
      const before = servers[1].server.count();
      await servers[2].stop();
      const failure = await failureOf(provider);
      expect(failure.code).toBe('MISCONFIGURED');
      expect(failure.message).toMatch(
        /^Address 2 of 3 belongs to another cluster; Address \d of 3: /,
      );
      expect(servers[1].server.count()).toBe(before);
    });

    it('is refused behind the address that was good before', async () => {
      const { servers, read, provider } = await start([installation(LAB)]);
      for (let refresh = 0; refresh < 3; refresh += 1) {
        servers[0].server.scenario = installation(LAB);
        // Whichever slow fact has its turn in this refresh.
        for (let turn = 0; turn <= refresh; turn += 1) await read();
        servers[0].server.scenario = installation(PROD);
        for (let turn = 0; turn < 3; turn += 1) {
          expect(await failureOf(provider)).toMatchObject({
            code: 'MISCONFIGURED',
            message:
              'The configured address belongs to another cluster than before',
          });
        }
      }
      servers[0].server.scenario = installation(LAB);
      expect((await read()).guests).toEqual(['web']);
    });

    it('ends when the address leads to the cluster again', async () => {
      const { servers, read } = await start([
        installation(LAB),
        installation(PROD),
      ]);
      await read();
      servers[0].server.scenario = { 'cluster-resources': 'hang' };
      await servers[0].stop();
      await expect(read()).rejects.toMatchObject({ code: 'MISCONFIGURED' });
      servers[1].server.scenario = installation(LAB);
      later += 11 * MINUTE_MS;
      const { guests, limitations } = await read();
      expect([guests, limitations]).toEqual([['web'], []]);
    });

    it('is found by the check of the connection', async () => {
      const { provider } = await start([
        installation(LAB),
        installation({ nodes: ['pve1'], guests: {}, certificate: print('B2') }),
        installation({ ...LAB, certificate: print('A1') }),
      ]);
      const { ok, checks } = await provider.checkConnection({ signal });
      expect(ok).toBe(true);
      const found = checks.filter(({ id }) => id.startsWith('cluster-'));
      expect(found.map(({ id, status }) => `${id} ${status}`)).toEqual([
        'cluster-1 passed',
        'cluster-2 warning',
        'cluster-3 passed',
      ]);
    });
  });

  it.each<[string, Scenario, Scenario]>([
    [
      'a certificate was renewed',
      installation({
        nodes: ['pve'],
        guests: { 100: 'web' },
        certificate: print('A1'),
      }),
      installation({
        nodes: ['pve'],
        guests: { 100: 'web', 101: 'new' },
        certificate: print('B2'),
      }),
    ],
    [
      'a standalone node becomes a cluster',
      installation({
        nodes: ['pve1'],
        guests: { 100: 'web' },
        certificate: print('A1'),
      }),
      installation({
        cluster: 'lab',
        nodes: NODES,
        guests: { 100: 'web' },
        certificate: print('A1'),
      }),
    ],
    [
      'all nodes were replaced',
      installation(LAB),
      installation({ ...LAB, nodes: ['pve8', 'pve9'] }),
    ],
    [
      'the right to read the status is gone',
      installation(LAB),
      installation({ ...LAB, isHidden: true }),
    ],
  ])('goes on where %s', async (_, before, after) => {
    const { servers, read } = await start([before, after]);
    await read();
    await servers[0].stop();
    expect((await read()).guests).toContain('web');
    const single = await start([before]);
    await single.read();
    single.servers[0].server.scenario = after;
    expect((await single.read()).guests).toContain('web');
  });

  it.each<[string, Recorded]>([
    ['refuses the token', REFUSAL],
    ['denies', { status: 403, body: null }],
  ])(
    'goes to the next member where one %s, and reports it',
    async (_, answer) => {
      const { servers, read, provider } = await start([
        { 'cluster-resources': answer },
        installation(LAB),
      ]);
      for (let refresh = 0; refresh < 3; refresh += 1) {
        const { guests, limitations } = await read();
        expect(guests).toEqual(['web']);
        expect(limitations).toMatchObject([
          {
            code: 'address-refuses-credentials',
            message: expect.stringMatching(
              /^Address 1 of 2 is not used: Proxmox VE (refused|denies)/,
            ),
          },
        ]);
      }
      const refused = servers[0].server.count();
      expect(refused).toBe(1);
      // A person who asks has it tried again, once.
      await provider.getAllClusters({ signal, cycle: {}, force: true });
      expect(servers[0].server.count(/resources/)).toBe(1);
      // It is back in use when it is mended.
      servers[0].server.scenario = installation(LAB);
      later += 11 * MINUTE_MS;
      await read();
      expect((await read()).limitations).toEqual([]);
      await servers[1].stop();
      expect((await read()).guests).toEqual(['web']);
    },
  );

  it('goes to the next member where the first refuses the password', async () => {
    const ticket = loadScenario('errors-8.4')['ticket-ok'];
    const { read } = await start(
      [{ ticket: REFUSAL }, { ...installation(LAB), ticket }],
      { username: 'audit@pve', password: 'pw' },
    );
    expect((await read()).guests).toEqual(['web']);
  });

  it('goes to the next member where something else answers at one', async () => {
    for (const status of [404, 501]) {
      const { read } = await start([
        { 'cluster-resources': { status, body: null } },
        installation(LAB),
      ]);
      expect((await read()).guests).toEqual(['web']);
    }
  });

  it('tries refused credentials at three members at most', async () => {
    const refusing = { 'cluster-resources': REFUSAL, version: REFUSAL };
    const { servers, provider } = await start([
      refusing,
      refusing,
      refusing,
      installation(LAB),
    ]);
    expect((await failureOf(provider)).code).toBe('UNAUTHORIZED');
    expect(servers.map(({ server }) => server.count())).toEqual([1, 1, 1, 0]);
    const check = await connect({
      urls: servers.map(({ url }) => url),
      ...TOKEN,
    }).checkConnection({ signal });
    expect(check.ok).toBe(false);
    expect(servers[3].server.count()).toBe(0);
  });

  it('does not let one that refuses hide that another is down', async () => {
    const { servers, read, provider } = await start([
      installation(LAB),
      { 'cluster-resources': REFUSAL },
    ]);
    await read();
    await servers[0].stop();
    for (let refresh = 0; refresh < 3; refresh += 1) {
      const { code, message } = await failureOf(provider);
      expect(code).toBe('UNREACHABLE');
      expect(message).toContain(
        'Address 2 of 2: Proxmox VE refused the credentials',
      );
    }
    expect(servers[1].server.count()).toBe(1);
  });

  describe('after a certificate that is not trusted', () => {
    it('sends nothing without encryption', async () => {
      const tls = await createCertificate('pve1.lab.test');
      const secure = await serve(installation(LAB), tls);
      const plain = await serve(installation(LAB));
      const provider = connect({ urls: [secure.url, plain.url], ...TOKEN });
      for (let refresh = 0; refresh < 3; refresh += 1) {
        expect((await failureOf(provider)).code).toBe('TLS');
        later += 4 * MINUTE_MS;
      }
      // Nor where it cannot be reached any more.
      await secure.stop();
      await failureOf(provider);
      expect(plain.server.count()).toBe(0);
    });

    it('sends nothing without encryption in a check of the connection', async () => {
      const tls = await createCertificate('pve1.lab.test');
      const secure = await serve(installation(LAB), tls);
      const plain = await serve(installation(LAB));
      const { ok, checks } = await connect({
        urls: [secure.url, plain.url],
        ...TOKEN,
      }).checkConnection({ signal });
      expect(ok).toBe(false);
      expect(checks).toContainEqual(
        expect.objectContaining({ id: 'authenticate-2', status: 'skipped' }),
      );
      expect(plain.server.count()).toBe(0);
    });

    it('goes on with an address that is configured before it', async () => {
      const tls = await createCertificate('pve1.lab.test');
      const plain = await serve(installation(LAB));
      const secure = await serve(installation(LAB), tls);
      const provider = connect({ urls: [plain.url, secure.url], ...TOKEN });
      await provider.getAllClusters({ signal });
      const { scenario } = plain.server;
      plain.server.scenario = {
        'cluster-resources': { status: 500, body: null },
      };
      await failureOf(provider);
      plain.server.scenario = scenario;
      const [cluster] = await provider.getAllClusters({ signal });
      expect(cluster.nodes).toHaveLength(2);
    });
  });

  it('puts a reading together from one member', async () => {
    const ceph = good({ health: { status: 'HEALTH_WARN', checks: {} } });
    const { servers, read } = await start([
      { ...installation({ ...LAB, quorate: 0 }), 'ceph-status': ceph },
      installation({ ...LAB, version: '8.4.1' }),
    ]);
    const first = await read();
    expect(first.cluster).toMatchObject({
      version: '9.1.2',
      metadata: { quorate: 'no' },
    });
    // The second member, as a whole and at once.
    const second = await read();
    expect(second.cluster).toMatchObject({
      version: '8.4.1',
      metadata: { quorate: 'yes' },
      health: 'healthy',
    });
    expect(second.cluster.metadata).not.toHaveProperty('cephHealth');
    expect(servers[1].server.count(/status/)).toBe(1);
  });

  it('logs in once where only a node refuses the ticket', async () => {
    const ticket = loadScenario('errors-8.4')['ticket-ok'];
    const { servers, provider, read } = await start(
      [{ ...installation(LAB), ticket, 'node-status': REFUSAL }],
      { username: 'audit@pve', password: 'pw' },
    );
    for (let refresh = 0; refresh < 3; refresh += 1) {
      await read();
      await expect(
        provider.getNode('lab', 'pve2', { signal }),
      ).rejects.toMatchObject({
        code: 'UNREACHABLE',
        message: expect.stringContaining('A node refuses the credentials'),
      });
    }
    expect(servers[0].server.count(/ticket/)).toBe(1);
  });
});
