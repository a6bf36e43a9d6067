import { createServer, type RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { signal, useUpstream } from './__testUtils__/useUpstream';
import { parseJson } from './parseJson';
import { retryAfterMs } from './UpstreamClient';

/** Some kilobytes that unpack to eight megabytes. */
const packed = gzipSync(Buffer.alloc(8 * 1024 * 1024));

describe('UpstreamClient', () => {
  const { servers, seen, listen, connect, serve, failureOf } = useUpstream();

  it('sends the request and returns any status', async () => {
    const client = await serve((request, response) => {
      response.writeHead(request.method === 'POST' ? 403 : 200, {
        'retry-after': '7',
      });
      response.end(
        JSON.stringify([request.url, request.headers['user-agent']]),
      );
    });
    const reply = await client.send({
      path: '/list',
      query: { limit: 5, continue: undefined, q: 'a b' },
      signal,
    });
    expect(parseJson(reply.text, 'Example')).toEqual([
      '/base/list?limit=5&q=a+b',
      expect.stringContaining('backstage-infra-dashboard/'),
    ]);
    const posted = await client.send({ path: '/', method: 'POST', signal });
    expect(posted.status).toBe(403);
    expect(retryAfterMs(posted.headers)).toBe(7_000);
    expect(() => parseJson('<html>', 'Example')).toThrow('not JSON');
  });

  it('follows redirects within the origin, and gives up on a loop', async () => {
    const requested: Array<string | undefined> = [];
    const client = await serve((request, response) => {
      requested.push(`${request.url} ${request.headers.authorization}`);
      if (request.url === '/base/v2/list') {
        response.end('[]');
      } else {
        const location =
          request.url === '/base/list' ? '/base/v2/list' : '/loop';
        response.writeHead(307, { location }).end();
      }
    });
    const headers = { authorization: 'secret' };
    const { text } = await client.send({ path: '/list', headers, signal });
    expect(text).toBe('[]');
    expect(requested).toEqual(['/base/list secret', '/base/v2/list secret']);

    requested.length = 0;
    expect(await failureOf(client)).toMatchObject({ code: 'INVALID_RESPONSE' });
    expect(requested).toHaveLength(4);

    await expect(
      client.send({ path: '/list', method: 'POST', signal }),
    ).rejects.toMatchObject({ code: 'INVALID_RESPONSE' });
    expect(requested).toHaveLength(5);
  });

  it('does not follow a redirect to its own origin with credentials', async () => {
    const client = await serve(({ headers: { host } }, response) => {
      const location = `http://portal:hunter2@${host}/login`;
      response.writeHead(302, { location }).end();
    });
    expect(await failureOf(client)).toMatchObject({
      code: 'INVALID_RESPONSE',
      message: 'Example returned a redirect, which is not followed',
    });
  });

  it.each<[string, RequestListener, string, RegExp]>([
    ['hangs', () => {}, 'TIMEOUT', /in time/],
    [
      'hangs after headers',
      (_, response) => response.writeHead(200).write('{'),
      'TIMEOUT',
      /in time/,
    ],
    ['resets', request => request.socket.destroy(), 'UNREACHABLE', /closed/],
    [
      'resets amid the body',
      (_, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{');
        setTimeout(() => response.destroy(), 20);
      },
      'UNREACHABLE',
      /closed/,
    ],
    [
      'redirects',
      (_, response) =>
        response.writeHead(302, { location: 'http://127.0.0.1/' }).end(),
      'INVALID_RESPONSE',
      /redirect/,
    ],
    [
      'announces too much',
      (_, response) =>
        response.writeHead(200, { 'content-length': '9999999' }).end('x'),
      'INVALID_RESPONSE',
      /larger than 1 MiB/,
    ],
    [
      'sends too much',
      (_, response) => {
        for (let part = 0; part < 40; part += 1) {
          response.write('x'.repeat(65_536));
        }
        response.end();
      },
      'INVALID_RESPONSE',
      /larger than 1 MiB/,
    ],
    [
      'sends little that unpacks to too much',
      (_, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        response.end(packed);
      },
      'INVALID_RESPONSE',
      /larger than 1 MiB/,
    ],
  ])(
    'names the failure of a server that %s',
    async (_, listener, code, text) => {
      const client = await serve(listener, 1024 * 1024);
      const failure = await failureOf(client);
      expect([failure.code, failure.message]).toEqual([
        code,
        expect.stringMatching(text),
      ]);
    },
  );

  it('names a refused connection, an unknown host and an aborted read', async () => {
    const port = await listen(createServer());
    await new Promise(resolve => servers.pop()!.close(resolve));
    expect(await failureOf(connect(`http://127.0.0.1:${port}`))).toMatchObject({
      code: 'UNREACHABLE',
      message: 'Example refused the connection',
    });
    const aborted = connect(`http://127.0.0.1:${port}`).send({
      path: '/',
      signal: AbortSignal.abort(),
    });
    await expect(aborted).rejects.toMatchObject({ code: 'TIMEOUT' });
  });

  it('retries a GET once if the socket was being closed', async () => {
    let requests = 0;
    const client = await serve((request, response) => {
      requests += 1;
      if (requests === 1) request.socket.destroy();
      else response.end('{}');
    });
    await expect(client.send({ path: '/', signal })).resolves.toMatchObject({
      status: 200,
    });
    expect(requests).toBe(2);
  });

  it('reports each request, also one without a response', async () => {
    let requests = 0;
    const client = await serve((request, response) => {
      requests += 1;
      if (requests > 1) request.socket.destroy();
      else response.writeHead(404).end();
    });
    await client.send({ path: '/', signal });
    await client.send({ path: '/', signal }).catch(() => {});
    expect(seen).toEqual([404, undefined, undefined]);
  });

  it.each(['good-\ntoken', '“good-token”', 'a\u0000b'])(
    'does not blame upstream for credentials that no header can hold: %j',
    async token => {
      let requests = 0;
      const port = await listen(
        createServer((_, response) => {
          requests += 1;
          response.end('{}');
        }),
      );
      const headers = { Authorization: `Bearer ${token}` };
      const client = connect(`http://127.0.0.1:${port}`);
      const failure = await client
        .send({ path: '/', headers, signal })
        .catch(error => error);
      expect(failure).toMatchObject({ code: 'MISCONFIGURED' });
      expect(failure.message).not.toContain('good');
      expect(requests).toBe(0);
    },
  );

  it('does not exceed the limit of requests in flight', async () => {
    let inFlight = 0;
    let maximum = 0;
    const client = await serve((_, response) => {
      inFlight += 1;
      maximum = Math.max(maximum, inFlight);
      setTimeout(() => {
        inFlight -= 1;
        response.end('{}');
      }, 20);
    });
    await Promise.all(
      Array.from({ length: 8 }, () => client.send({ path: '/', signal })),
    );
    expect(maximum).toBe(2);
  });
});
