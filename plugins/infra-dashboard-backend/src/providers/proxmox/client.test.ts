import { X509Certificate } from 'node:crypto';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { createCertificate } from '../kubernetes/__testUtils__/createCertificate';
import { loadScenario, type Recorded } from './__testUtils__/replayServer';
import { signal, TOKEN, useLab } from './__testUtils__/useLab';
import { withoutHosts } from './failures';

type Provider = ReturnType<ReturnType<typeof useLab>['connect']>;

async function failureOf(provider: Provider): Promise<ProviderFailure> {
  const failure = await provider
    .getAllClusters({ signal, cycle: {} })
    .catch(error => error);
  expect(failure).toBeInstanceOf(ProviderFailure);
  expect(`${failure.message} ${failure.hint}`).not.toMatch(
    /s3cret|127\.0\.0\.1|localhost|http/,
  );
  return failure;
}

describe('requests to Proxmox VE', () => {
  const { serve, connect } = useLab();

  it.each<[string, Partial<Recorded>, string, string]>([
    [
      'refused credentials',
      { status: 401, reason: 'Authentication failed!' },
      'UNAUTHORIZED',
      'Proxmox VE refused the credentials: Authentication failed!',
    ],
    [
      'a missing right',
      {
        status: 403,
        body: { data: null, message: 'Permission check failed (/, Sys.Audit)\n' },
      },
      'FORBIDDEN',
      'Proxmox VE denies it: Sys.Audit on / is missing',
    ],
    [
      'what tokens may not do',
      { status: 403, reason: 'not available with API token' },
      'FORBIDDEN',
      'Proxmox VE denies it: not available with API token',
    ],
    ['haste', { status: 429 }, 'RATE_LIMITED', 'Proxmox VE asks to slow down'],
    [
      'a member whose pmxcfs died',
      {
        status: 500,
        reason:
          'RPCEnvironment init request failed: Unable to load access control list: Connection refused',
      },
      'UPSTREAM_ERROR',
      'Proxmox VE answered with status 500: RPCEnvironment init request failed: Unable to load access control list: Connection refused',
    ],
    [
      'addresses in the reason',
      {
        status: 500,
        body: { message: "can't reach pve2.corp.example:8006 at 10.1.2.3\n" },
      },
      'UPSTREAM_ERROR',
      "Proxmox VE answered with status 500: can't reach … at …",
    ],
    [
      'a node that is out of reach',
      { status: 595, reason: 'No route to host' },
      'UNREACHABLE',
      'Proxmox VE cannot reach the node or service that was asked for: No route to host',
    ],
    [
      'another server',
      { status: 404, reason: 'Not Found' },
      'UPSTREAM_ERROR',
      'Proxmox VE does not know what was asked for (status 404)',
    ],
    [
      'an empty answer',
      { status: 200 },
      'INVALID_RESPONSE',
      'Proxmox VE answered with something that is not JSON',
    ],
    [
      'JSON of something else',
      { status: 200, body: 'nonsense' },
      'INVALID_RESPONSE',
      'Proxmox VE answered in another form than its API does',
    ],
    [
      'no list',
      { status: 200, body: { data: null } },
      'INVALID_RESPONSE',
      'Proxmox VE answered in another form than its API does',
    ],
  ])('names %s, and asks once', async (_, answer, code, message) => {
    const { url, server } = await serve({
      'cluster-resources': { status: 200, body: null, ...answer },
    });
    const failure = await failureOf(connect({ url, ...TOKEN }));
    expect({ code: failure.code, message: failure.message }).toEqual({
      code,
      message,
    });
    // Each refusal costs the server three seconds: no second try, no second route (P13).
    expect(server.count()).toBe(1);
  });

  it.each(['8.4', '9.2'])('understands the recorded errors of %s', async v => {
    const answers = loadScenario(`errors-${v}`);
    const { url, server } = await serve({});
    const provider = connect({ url, ...TOKEN });
    const names = Object.keys(answers).filter(
      name => !name.startsWith('ticket') && answers[name].status >= 400,
    );
    expect(names.length).toBeGreaterThan(15);
    for (const name of names) {
      const { status, reason } = answers[name];
      server.scenario = { 'cluster-resources': answers[name] };
      const failure = await failureOf(provider);
      expect(failure.upstreamStatus).toBe(status);
      expect(failure.message).not.toMatch(/\s$|\n/);
      const code = { 401: 'UNAUTHORIZED', 403: 'FORBIDDEN', 596: 'UNREACHABLE' }[
        status
      ];
      expect([name, failure.code]).toEqual([name, code ?? 'UPSTREAM_ERROR']);
      // The text of the server is passed on, but for what 403 and 501 say better.
      const told = [403, 501].includes(status) ? '' : withoutHosts(reason!);
      expect(failure.message).toContain(told);
    }
  });

  it('takes addresses out of texts, and nothing else', () => {
    const plain =
      "hostname lookup 'x' failed: error:0A000086:SSL routines::certificate verify failed (8.4)";
    expect(withoutHosts(plain)).toBe(plain);
    expect(
      withoutHosts(
        'at https://pve1:8006/x, pve1.lab.test, 10.0.0.1:8006, fe80::1:2, 2001:db8:0:0:0:0:0:1',
      ),
    ).toBe('at … …, …, …, …');
  });

  it('keeps at most two requests in flight', async () => {
    const { url, server } = await serve({ 'cluster-resources': 'hang' });
    const provider = connect({ url, ...TOKEN });
    const ending = AbortSignal.timeout(500);
    await Promise.allSettled(
      Array.from({ length: 8 }, () =>
        provider.getAllClusters({ signal: ending, cycle: {} }),
      ),
    );
    expect(server.mostInFlight).toBe(2);
  });
});

describe('several members (P14)', () => {
  const { serve, connect } = useLab();

  it('asks the next one when one is in trouble, and stays with it', async () => {
    const dead = await serve('pve-8.4-healthy');
    const sick = await serve({
      'cluster-resources': { status: 500, reason: 'RPC', body: null },
    });
    const well = await serve('pve-8.4-healthy');
    await dead.stop();
    const provider = connect({
      urls: [dead.url, { url: sick.url }, `${well.url}/api2/json/`],
      ...TOKEN,
    });
    const [cluster] = await provider.getAllClusters({ signal });
    expect(cluster.nodes).toHaveLength(3);
    expect(cluster.version).toBe('8.4.21');
    await provider.getAllClusters({ signal });
    expect(sick.server.count()).toBe(1);
  });

  it('tells the first failure when all fail, and goes on when one is back', async () => {
    const first = await serve('pve-8.4-healthy');
    const second = await serve({
      'cluster-resources': { status: 595, reason: 'x', body: null },
    });
    await first.stop();
    const provider = connect({ urls: [first.url, second.url], ...TOKEN });
    expect(await failureOf(provider)).toMatchObject({
      code: 'UNREACHABLE',
      message: expect.stringMatching(
        /^Proxmox VE refused the connection; the other address fails as well$/,
      ),
    });
    second.server.scenario = loadScenario('pve-8.4-healthy');
    const [cluster] = await provider.getAllClusters({ signal });
    expect(cluster.nodes).toHaveLength(3);
  });

  it('leaves one that hangs although the time of the refresh is over', async () => {
    const hung = await serve({ 'cluster-resources': 'hang' });
    const well = await serve('pve-8.4-healthy');
    const provider = connect({ urls: [hung.url, well.url], ...TOKEN });
    const late = provider.getAllClusters({ signal: AbortSignal.timeout(200) });
    await expect(late).rejects.toMatchObject({ code: 'TIMEOUT' });
    const [cluster] = await provider.getAllClusters({ signal });
    expect(cluster.nodes).toHaveLength(3);
    expect(hung.server.count()).toBe(1);
  });

  it('does not try refused credentials or missing rights elsewhere (P13)', async () => {
    for (const status of [401, 403, 429, 400]) {
      const refusing = await serve({
        'cluster-resources': { status, body: null },
      });
      const well = await serve('pve-8.4-healthy');
      await failureOf(connect({ urls: [refusing.url, well.url], ...TOKEN }));
      expect(well.server.count()).toBe(0);
    }
  });

  it('prefers one that has quorum, and one whose services run', async () => {
    for (const scenario of [
      'pve-8.4-no-quorum',
      'pve-8.4-local-pvedaemon-down',
    ]) {
      const bad = await serve(scenario);
      const good = await serve('pve-8.4-healthy');
      const provider = connect({ urls: [bad.url, good.url], ...TOKEN });
      await provider.getAllClusters({ signal });
      expect(good.server.count()).toBe(0);
      const before = bad.server.count();
      for (let refresh = 0; refresh < 3; refresh += 1) {
        await provider.getAllClusters({ signal });
      }
      const [cluster] = await provider.getAllClusters({ signal });
      expect(cluster.health).toBe('healthy');
      expect(cluster.limitations).toBeUndefined();
      expect(bad.server.count()).toBe(before);
    }
  });

  it('does not go in circles where none has quorum', async () => {
    const one = await serve('pve-8.4-no-quorum');
    const two = await serve('pve-8.4-no-quorum');
    const provider = connect({ urls: [one.url, two.url], ...TOKEN });
    for (let refresh = 0; refresh < 8; refresh += 1) {
      const [cluster] = await provider.getAllClusters({ signal });
      expect(cluster.health).toBe('degraded');
    }
    expect(one.server.count(/resources/)).toBe(1);
    expect(two.server.count(/resources/)).toBe(7);
  });
});

describe('TLS (P15)', () => {
  jest.setTimeout(60_000);
  const { serve, connect } = useLab();
  let renewed: { cert: string; key: string };

  beforeAll(async () => {
    renewed = await createCertificate('pve1.lab.test', [
      { type: 7, ip: '127.0.0.1' },
    ]);
  });

  it('accepts a pinned, a trusted or, if told so, any certificate, and no other', async () => {
    const { fingerprint256 } = new X509Certificate(renewed.cert);
    const { url, server } = await serve('pve-8.4-healthy', renewed);
    for (const trust of [
      { fingerprint: fingerprint256 },
      { urls: [{ url, fingerprint: fingerprint256.replaceAll(':', '') }] },
      { caData: renewed.cert },
      { allowInsecure: true },
    ]) {
      const provider = connect({ url, ...TOKEN, ...trust });
      const [cluster] = await provider.getAllClusters({ signal });
      expect(cluster.nodes).toHaveLength(3);
    }
    const before = server.count();

    const unknown = await failureOf(connect({ url, ...TOKEN }));
    expect(unknown.code).toBe('TLS');
    expect(unknown.hint).toContain('fingerprint');

    const wrong = fingerprint256.replace(/^../, fingerprint256.startsWith('00') ? '11' : '00');
    const mismatch = await failureOf(
      connect({ url, ...TOKEN, fingerprint: wrong }),
    );
    expect(mismatch.code).toBe('TLS');
    expect(mismatch.message).toContain(fingerprint256);
    // The token must not reach somebody else's server.
    expect(server.count()).toBe(before);
  });

  it('goes over to a member whose certificate fits', async () => {
    const kept = await createCertificate('pve2.lab.test');
    const first = await serve('pve-8.4-healthy', renewed);
    const second = await serve('pve-8.4-healthy', kept);
    const { fingerprint256: fingerprint } = new X509Certificate(kept.cert);
    const provider = connect({
      urls: [
        { url: first.url, fingerprint },
        { url: second.url, fingerprint },
      ],
      ...TOKEN,
    });
    const [cluster] = await provider.getAllClusters({ signal });
    expect(cluster.nodes).toHaveLength(3);
    expect(first.server.count()).toBe(0);
  });
});

describe('login with a password', () => {
  const { serve, connect } = useLab();
  const user = { username: 'audit@pve', password: 'p&w' };
  const errors = loadScenario('errors-8.4');

  it('gets a ticket once, and a new one before its two hours are over', async () => {
    const { url, server } = await serve({
      ...loadScenario('pve-8.4-healthy'),
      ticket: errors['ticket-ok'],
    });
    const provider = connect({ url, ...user });
    await provider.getAllClusters({ signal });
    await provider.getAllClusters({ signal });
    expect(server.count(/ticket/)).toBe(1);
    expect(server.requests[0].body).toBe('username=audit%40pve&password=p%26w');
    expect(server.requests[1].auth).toBe(
      'PVEAuthCookie=PVE:audit@pve:6B03B64E::SIGNATURE',
    );
    const later = Date.now() + 111 * 60_000;
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => later);
    await provider.getAllClusters({ signal });
    clock.mockRestore();
    expect(server.count(/ticket/)).toBe(2);
  });

  it('logs in anew once when the ticket is refused', async () => {
    const healthy = loadScenario('pve-8.4-healthy');
    const { url, server } = await serve({
      ...healthy,
      ticket: errors['ticket-ok'],
    });
    const provider = connect({ url, ...user });
    await provider.getAllClusters({ signal });
    server.scenario = {
      ...server.scenario,
      'cluster-resources': errors['401-no-auth'],
    };
    const before = server.count(/resources/);
    expect(await failureOf(provider)).toMatchObject({ code: 'UNAUTHORIZED' });
    expect(server.count(/ticket/)).toBe(2);
    expect(server.count(/resources/)).toBe(before + 2);
  });

  it.each<[string, Recorded, string, string]>([
    ...Object.entries(errors)
      .filter(([name, { status }]) => name.startsWith('ticket') && status === 401)
      .map(
        ([name, answer]) =>
          [
            name,
            answer,
            'UNAUTHORIZED',
            'Proxmox VE refused the login',
          ] as [string, Recorded, string, string],
      ),
    [
      'a second factor',
      {
        status: 200,
        body: { data: { ticket: 'PVE:tfa!challenge', NeedTFA: 1 } },
      },
      'UNAUTHORIZED',
      'Proxmox VE asks the user for a second factor',
    ],
    [
      'no ticket',
      { status: 200, body: { data: null } },
      'INVALID_RESPONSE',
      'Proxmox VE answered the login without a ticket',
    ],
    [
      'a sick member',
      { status: 500, reason: 'no pmxcfs', body: null },
      'UPSTREAM_ERROR',
      'Proxmox VE answered with status 500: no pmxcfs',
    ],
  ])('names %s', async (_, ticket, code, message) => {
    const { url, server } = await serve({ ticket });
    const failure = await failureOf(connect({ url, ...user }));
    expect([failure.code, failure.message]).toEqual([code, message]);
    expect(server.count()).toBe(1);
  });

  it('logs in at another member when one cannot', async () => {
    const sick = await serve({
      ticket: { status: 500, reason: 'no pmxcfs', body: null },
    });
    const well = await serve({
      ...loadScenario('pve-8.4-healthy'),
      ticket: errors['ticket-ok'],
    });
    const provider = connect({ urls: [sick.url, well.url], ...user });
    const [cluster] = await provider.getAllClusters({ signal });
    expect(cluster.nodes).toHaveLength(3);
  });
});
