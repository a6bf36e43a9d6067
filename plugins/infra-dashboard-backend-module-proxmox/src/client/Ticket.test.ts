import { failureOf } from '../__testUtils__/failureOf';
import { loadScenario, type Recorded } from '../__testUtils__/replayServer';
import { signal, useLab } from '../__testUtils__/useLab';

describe('login with a password', () => {
  const { serve, connect } = useLab();
  const user = { username: 'audit@pve', password: 'p&w' };
  const errors = loadScenario('errors-8.4');

  it('gets a ticket once, and a new one before the two hours end, without a CSRF token', async () => {
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
    // Only writes require the CSRF token.
    for (const { headers } of server.requests) {
      expect(Object.keys(headers).join()).not.toMatch(/csrf/i);
    }
    const later = performance.now() + 111 * 60_000;
    const clock = jest
      .spyOn(performance, 'now')
      .mockImplementation(() => later);
    await provider.getAllClusters({ signal });
    clock.mockRestore();
    expect(server.count(/ticket/)).toBe(2);
  });

  it('logs in again once when the ticket is refused', async () => {
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
      .filter(
        ([name, { status }]) => name.startsWith('ticket') && status === 401,
      )
      .map(
        ([name, response]) =>
          [name, response, 'UNAUTHORIZED', 'Proxmox VE refused the login'] as [
            string,
            Recorded,
            string,
            string,
          ],
      ),
    [
      'a second factor',
      {
        status: 200,
        body: { data: { ticket: 'PVE:tfa!challenge', NeedTFA: 1 } },
      },
      'UNAUTHORIZED',
      'Proxmox VE requires a second factor from the user',
    ],
    [
      'no ticket',
      { status: 200, body: { data: null } },
      'INVALID_RESPONSE',
      'The login response of Proxmox VE has no ticket',
    ],
    [
      'a failing member',
      { status: 500, reason: 'no pmxcfs', body: null },
      'UPSTREAM_ERROR',
      'Proxmox VE responded with status 500: no pmxcfs',
    ],
  ])('describes %s', async (_, ticket, code, message) => {
    const { url, server } = await serve({ ticket });
    const failure = await failureOf(connect({ url, ...user }));
    expect([failure.code, failure.message]).toEqual([code, message]);
    expect(server.count()).toBe(1);
  });

  it('logs in at another member when one cannot', async () => {
    const failing = await serve({
      ticket: { status: 500, reason: 'no pmxcfs', body: null },
    });
    const well = await serve({
      ...loadScenario('pve-8.4-healthy'),
      ticket: errors['ticket-ok'],
    });
    const provider = connect({ urls: [failing.url, well.url], ...user });
    const [cluster] = await provider.getAllClusters({ signal });
    expect(cluster.nodes).toHaveLength(3);
  });
});
