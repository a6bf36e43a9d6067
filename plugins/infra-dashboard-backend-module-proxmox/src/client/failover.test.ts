import { createCertificate } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { failureOf } from '../__testUtils__/failureOf';
import {
  good,
  installation,
  LAB,
  REFUSAL,
} from '../__testUtils__/installation';
import { loadScenario, type Recorded } from '../__testUtils__/replayServer';
import { signal, TOKEN } from '../__testUtils__/useLab';
import { useMembers } from '../__testUtils__/useMembers';

const MINUTE_MS = 60_000;

describe('failover', () => {
  const { serve, connect, start, wait } = useMembers();

  it.each<[string, Recorded]>([
    ['refuses the token', REFUSAL],
    ['denies permission', { status: 403, body: null }],
  ])('uses the next member if one %s, and reports it', async (_, response) => {
    const { servers, read, provider } = await start([
      { 'cluster-resources': response },
      installation(LAB),
    ]);
    for (let refresh = 0; refresh < 3; refresh += 1) {
      const { guests, limitations } = await read();
      expect(guests).toEqual(['web']);
      expect(limitations).toMatchObject([
        {
          code: 'address-refuses-credentials',
          message: expect.stringMatching(
            /^Address 1 of 2 is not used: (Proxmox VE refused the credentials|Permission denied): /,
          ),
        },
      ]);
    }
    const refused = servers[0].server.count();
    expect(refused).toBe(1);
    // It is tried again, once, when a person requests it.
    await provider.getAllClusters({ signal, cycle: {}, force: true });
    expect(servers[0].server.count(/resources/)).toBe(1);
    // It is used again when it works.
    servers[0].server.scenario = installation(LAB);
    wait(11 * MINUTE_MS);
    await read();
    expect((await read()).limitations).toEqual([]);
    await servers[1].stop();
    expect((await read()).guests).toEqual(['web']);
  });

  it('uses the next member if the first refuses the password', async () => {
    const ticket = loadScenario('errors-8.4')['ticket-ok'];
    const { read } = await start(
      [{ ticket: REFUSAL }, { ...installation(LAB), ticket }],
      { username: 'audit@pve', password: 'pw' },
    );
    expect((await read()).guests).toEqual(['web']);
  });

  it('uses the next member if there is another server at one address', async () => {
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

  it('reports that one is down although another refuses', async () => {
    const { servers, read, provider } = await start([
      installation(LAB),
      { 'cluster-resources': REFUSAL },
    ]);
    await read();
    await servers[0].stop();
    for (let refresh = 0; refresh < 3; refresh += 1) {
      const { code, message } = await failureOf(provider);
      expect(code).toBe('UNREACHABLE');
      expect(message).toContain('2/2: Proxmox VE refused the credentials');
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
        wait(4 * MINUTE_MS);
      }
      // Not even if it cannot be reached any more.
      await secure.stop();
      await failureOf(provider);
      expect(plain.server.count()).toBe(0);
    });

    it('sends nothing without encryption in a connection check', async () => {
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

    it('continues with an address that is configured before it', async () => {
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

  it('takes all parts of a reading from one member', async () => {
    const ceph = good({ health: { status: 'HEALTH_WARN', checks: {} } });
    const { servers, read } = await start([
      { ...installation({ ...LAB, quorate: 0 }), 'ceph-status': ceph },
      installation({ ...LAB, version: '8.4.1' }),
    ]);
    // All of it from the second member, at once and later.
    for (let refresh = 0; refresh < 2; refresh += 1) {
      const { cluster } = await read();
      expect(cluster).toMatchObject({
        version: '8.4.1',
        metadata: { quorate: 'yes' },
        health: 'healthy',
      });
      expect(cluster.metadata).not.toHaveProperty('cephHealth');
    }
    expect(servers[0].server.count(/resources/)).toBe(1);
  });

  it('logs in once if only a node refuses the ticket', async () => {
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
