import { createCertificate } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { loadScenario } from './__testUtils__/replayServer';
import { signal, TOKEN, useLab } from './__testUtils__/useLab';

const GRANT = [
  "pveum acl modify / --users 'audit@pve' --roles PVEAuditor",
  "pveum acl modify / --tokens 'audit@pve!portal' --roles PVEAuditor",
].join('\n');

describe('checkConnection', () => {
  const { serve, connect } = useLab();

  async function check(settings: object) {
    const result = await connect({ ...TOKEN, ...settings }).checkConnection({
      signal,
    });
    expect(JSON.stringify(result)).not.toMatch(/s3cret|127\.0\.0\.1/);
    return {
      ...result,
      states: result.checks.map(({ id, status }) => `${id} ${status}`),
      of: (id: string) => result.checks.find(one => one.id === id),
    };
  }

  it('passes with the role PVEAuditor on /', async () => {
    const { url, server } = await serve('pve-8.4-healthy');
    const { ok, states, of } = await check({ url });
    expect(ok).toBe(true);
    expect(states).toEqual([
      'reach passed',
      'tls warning',
      'authenticate passed',
      'Sys.Audit-root passed',
      'Sys.Audit passed',
      'VM.Audit passed',
      'Datastore.Audit passed',
      'Pool.Audit passed',
    ]);
    expect(of('VM.Audit')?.titleCode).toBe('title-guests');
    expect(of('tls')?.message).toContain('not encrypted');
    expect(of('authenticate')?.message).toBe('PVE 8.4.21');
    expect(server.count(/version|permissions/)).toBe(2);
  });

  it('has the commands that grant what is missing', async () => {
    const none = await serve('pve-8.4-permissions-no-rights');
    const bare = await check({ url: none.url });
    expect(bare.ok).toBe(false);
    expect(bare.states.slice(3)).toEqual([
      'Sys.Audit-root warning',
      'Sys.Audit failed',
      'VM.Audit failed',
      'Datastore.Audit failed',
      'Pool.Audit warning',
    ]);
    expect(bare.of('VM.Audit')).toMatchObject({
      message: 'VM.Audit is missing',
      messageCode: 'check-privilege-missing',
      params: { privilege: 'VM.Audit' },
      remedy: GRANT,
    });
    const one = await serve('pve-8.4-permissions-privsep-token');
    const partly = await check({ url: one.url });
    expect(partly.of('VM.Audit')).toMatchObject({
      status: 'warning',
      message: 'VM.Audit is granted on some paths only: /vms/300',
      remedy: GRANT,
    });
    expect(partly.of('Sys.Audit')?.status).toBe('failed');
  });

  it('grants to the user alone if there is no token', async () => {
    const { url } = await serve({
      ...loadScenario('pve-8.4-permissions-no-rights'),
      ticket: loadScenario('errors-8.4')['ticket-ok'],
    });
    const result = await connect({
      url,
      username: "o'neil@pve",
      password: 'pw',
    }).checkConnection({ signal });
    expect(result.checks.find(({ id }) => id === 'VM.Audit')?.remedy).toBe(
      "pveum acl modify / --users 'o'\\''neil@pve' --roles PVEAuditor",
    );
  });

  it('reports which step fails, and skips those after it', async () => {
    const gone = await serve({});
    await gone.stop();
    const unreachable = await check({ url: gone.url });
    expect(unreachable.ok).toBe(false);
    expect(unreachable.states).toEqual([
      'reach failed',
      'tls skipped',
      'authenticate skipped',
    ]);

    const refusing = await serve({
      version: loadScenario('errors-8.4')['401-token-expired'],
    });
    const refused = await check({ url: refusing.url });
    expect(refused.states).toEqual([
      'reach passed',
      'tls warning',
      'authenticate failed',
    ]);
    expect(refused.of('authenticate')).toMatchObject({
      message: expect.stringContaining('refused the credentials'),
      remedy: expect.stringContaining('has not expired'),
    });
    expect(refusing.server.count()).toBe(1);

    const other = await serve({});
    const wrong = await check({ url: other.url });
    expect(wrong.states[0]).toBe('reach failed');
    expect(wrong.of('reach')?.message).toContain('does not know');
  });

  it('reports whether the certificate is trusted', async () => {
    const tls = await createCertificate('pve1.lab.test');
    const { url } = await serve('pve-8.4-healthy', tls);
    const untrusted = await check({ url });
    expect(untrusted.states).toEqual([
      'reach passed',
      'tls failed',
      'authenticate skipped',
    ]);
    expect(untrusted.of('tls')?.remedy).toContain(
      'openssl x509 -in /etc/pve/local/pve-ssl.pem -noout -fingerprint -sha256',
    );
    const insecure = await check({ url, allowInsecure: true });
    expect(insecure.ok).toBe(true);
    expect(insecure.of('tls')).toMatchObject({
      status: 'warning',
      message: 'Every certificate is accepted (allowInsecure)',
    });
  });

  it('checks each address, of which one has to work', async () => {
    const gone = await serve({});
    await gone.stop();
    const well = await serve('pve-8.4-healthy');
    const both = await check({ urls: [gone.url, well.url] });
    expect(both.ok).toBe(true);
    expect(both.states.slice(0, 6)).toEqual([
      'reach-1 warning',
      'tls-1 skipped',
      'authenticate-1 skipped',
      'reach-2 passed',
      'tls-2 warning',
      'authenticate-2 passed',
    ]);
    expect(both.of('reach-1')).toMatchObject({
      title: 'Reach the API (address 1 of 2)',
      titleCode: 'title-reach-of',
      titleParams: { number: 1, total: 2 },
    });

    const refusing = await serve({ version: { status: 401, body: null } });
    const second = await serve('pve-8.4-healthy');
    const refused = await check({ urls: [refusing.url, second.url] });
    expect(refused.ok).toBe(true);
    expect(refused.of('authenticate-1')).toMatchObject({
      status: 'warning',
      message: expect.stringContaining('refused the credentials'),
    });
    expect(refused.of('authenticate-2')?.status).toBe('passed');
    expect(refusing.server.count()).toBe(1);
  });

  it('suggests other members with their fingerprints, and contacts none', async () => {
    const print = (byte: string) => Array(32).fill(byte).join(':');
    const healthy = loadScenario('pve-8.4-healthy');
    const nodes = {
      status: 200,
      body: {
        data: [
          { node: 'pve3', ssl_fingerprint: print('CC') },
          { node: 'pve2', ssl_fingerprint: print('BB') },
          { node: 'pve1' },
          { malformed: true },
        ],
      },
    };
    const one = await serve({ ...healthy, nodes });
    const { ok, of } = await check({ url: one.url });
    expect(ok).toBe(true);
    const { port } = new URL(one.url);
    expect(of('members')).toEqual({
      id: 'members',
      messageCode: 'check-members',
      remedyCode: 'fix-members',
      params: { members: 3, count: 1 },
      remedyParams: { lines: expect.any(String) },
      title: 'Other cluster members',
      titleCode: 'title-members',
      status: 'passed',
      message:
        'The cluster has 3 members; 1 address is configured, and no other is contacted',
      remedy: [
        'To stay connected while these are down, add the addresses that this backend can reach, unless they are behind a proxy:',
        'urls:',
        `  - url: https://10.99.7.1:${port}`,
        `  - url: https://10.99.7.2:${port}`,
        `    fingerprint: '${print('BB')}'`,
        `  - url: https://10.99.7.3:${port}`,
        `    fingerprint: '${print('CC')}'`,
      ].join('\n'),
    });
    // As many addresses as members: there is nothing to add.
    const more = await Promise.all([serve(healthy), serve(healthy)]);
    const urls = [one.url, ...more.map(({ url }) => url)];
    expect((await check({ urls })).of('members')).toBeUndefined();
    // Nor on a standalone node.
    const alone = await serve('pve-8.4-standalone');
    expect((await check({ url: alone.url })).of('members')).toBeUndefined();
  });

  it('reports that the permissions cannot be read, and continues', async () => {
    const { url } = await serve({
      version: loadScenario('pve-8.4-healthy').version,
    });
    const { ok, of } = await check({ url });
    expect(ok).toBe(true);
    expect(of('permissions')?.status).toBe('warning');
  });
});
