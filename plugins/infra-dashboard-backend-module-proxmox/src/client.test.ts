import { failureOf } from './__testUtils__/failureOf';
import { loadScenario, type Recorded } from './__testUtils__/replayServer';
import { TOKEN, useLab } from './__testUtils__/useLab';
import { withoutHosts } from './failures';

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
        body: {
          data: null,
          message: 'Permission check failed (/, Sys.Audit)\n',
        },
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
      const code = {
        401: 'UNAUTHORIZED',
        403: 'FORBIDDEN',
        596: 'UNREACHABLE',
      }[status];
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
