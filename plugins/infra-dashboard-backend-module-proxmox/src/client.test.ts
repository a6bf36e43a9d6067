import { failureOf } from './__testUtils__/failureOf';
import { loadScenario, type Recorded } from './__testUtils__/replayServer';
import { signal, TOKEN, useLab } from './__testUtils__/useLab';
import { withoutHosts } from './failures/reason';

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
      'a missing permission',
      {
        status: 403,
        body: {
          data: null,
          message: 'Permission check failed (/, Sys.Audit)\n',
        },
      },
      'FORBIDDEN',
      'Permission denied: Sys.Audit on / is missing',
    ],
    [
      'a request that tokens may not send',
      { status: 403, reason: 'not available with API token' },
      'FORBIDDEN',
      'Permission denied: not available with API token',
    ],
    [
      'a rate limit',
      { status: 429 },
      'RATE_LIMITED',
      'Proxmox VE limits the rate of requests',
    ],
    [
      'a member whose pmxcfs has stopped',
      {
        status: 500,
        reason:
          'RPCEnvironment init request failed: Unable to load access control list: Connection refused',
      },
      'UPSTREAM_ERROR',
      'Proxmox VE responded with status 500: RPCEnvironment init request failed: Unable to load access control list: Connection refused',
    ],
    [
      'addresses in the reason',
      {
        status: 500,
        body: { message: "can't reach pve2.corp.example:8006 at 10.1.2.3\n" },
      },
      'UPSTREAM_ERROR',
      "Proxmox VE responded with status 500: can't reach … at …",
    ],
    [
      'a node that cannot be reached',
      { status: 595, reason: 'No route to host' },
      'UNREACHABLE',
      'Proxmox VE cannot reach the requested node or service: No route to host',
    ],
    [
      'another server',
      { status: 404, reason: 'Not Found' },
      'UPSTREAM_ERROR',
      'Proxmox VE does not know the requested path (status 404)',
    ],
    [
      'an empty response',
      { status: 200 },
      'INVALID_RESPONSE',
      'Proxmox VE returned a response that is not JSON',
    ],
    [
      'JSON of something else',
      { status: 200, body: 'nonsense' },
      'INVALID_RESPONSE',
      'Unexpected response: it does not have the format of the Proxmox VE API',
    ],
    [
      'no list',
      { status: 200, body: { data: null } },
      'INVALID_RESPONSE',
      'Unexpected response: it does not have the format of the Proxmox VE API',
    ],
  ])('describes %s after one request', async (_, response, code, message) => {
    const { url, server } = await serve({
      'cluster-resources': { status: 200, body: null, ...response },
    });
    const failure = await failureOf(connect({ url, ...TOKEN }));
    expect({ code: failure.code, message: failure.message }).toEqual({
      code,
      message,
    });
    // Proxmox VE delays each refusal by three seconds, so there is no retry.
    expect(server.count()).toBe(1);
  });

  it.each(['8.4', '9.2'])('maps the recorded errors of %s', async v => {
    const responses = loadScenario(`errors-${v}`);
    const { url, server } = await serve({});
    const provider = connect({ url, ...TOKEN });
    const names = Object.keys(responses).filter(
      name => !name.startsWith('ticket') && responses[name].status >= 400,
    );
    expect(names.length).toBeGreaterThan(15);
    for (const name of names) {
      const { status, reason } = responses[name];
      server.scenario = { 'cluster-resources': responses[name] };
      const failure = await failureOf(provider);
      expect(failure.upstreamStatus).toBe(status);
      expect(failure.message).not.toMatch(/\s$|\n/);
      const code = {
        401: 'UNAUTHORIZED',
        403: 'FORBIDDEN',
        596: 'UNREACHABLE',
      }[status];
      expect([name, failure.code]).toEqual([name, code ?? 'UPSTREAM_ERROR']);
      // The text of the server is included, except for 403 and 501.
      const text = [403, 501].includes(status) ? '' : withoutHosts(reason!);
      expect(failure.message).toContain(text);
    }
  });

  it('removes addresses from texts, and nothing else', () => {
    const plain =
      "hostname lookup 'x' failed: error:0A000086:SSL routines::certificate verify failed (8.4)";
    expect(withoutHosts(plain)).toBe(plain);
    expect(
      withoutHosts(
        'at https://pve1:8006/x, pve1.lab.test, 10.0.0.1:8006, fe80::1:2, 2001:db8:0:0:0:0:0:1',
      ),
    ).toBe('at … …, …, …, …');
  });

  it('sends the name of a user beyond Latin-1 as UTF-8', async () => {
    const { url, server } = await serve('pve-8.4-healthy');
    const tokenId = 'иван@pve!portal';
    const provider = connect({ url, ...TOKEN, tokenId });
    await provider.getAllClusters({ signal });
    const sent = Buffer.from(server.requests[0].auth!, 'latin1').toString();
    expect(sent).toContain(`PVEAPIToken=${tokenId}=`);
  });

  it('has at most two requests in flight', async () => {
    const { url, server } = await serve({ 'cluster-resources': 'hang' });
    const provider = connect({ url, ...TOKEN });
    const ending = AbortSignal.timeout(500);
    await Promise.allSettled(
      Array.from({ length: 8 }, () =>
        provider.getAllClusters({ signal: ending, cycle: {} }),
      ),
    );
    expect(server.maxInFlight).toBe(2);
  });
});
