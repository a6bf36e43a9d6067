import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { X509Certificate } from 'node:crypto';
import { createCertificate } from '../testUtils/createCertificate';
import { UpstreamClient } from './UpstreamClient';
import type { TlsOptions } from './createDispatcher';

describe('a proxy between', () => {
  const closers: Array<() => void> = [];
  const { signal } = new AbortController();
  let tunnels: string[];
  let authorizations: Array<string | undefined>;
  let proxy: string;

  async function listen(server: Server): Promise<number> {
    const sockets = new Set<Socket>();
    server.on('connection', socket => sockets.add(socket));
    closers.push(() => {
      sockets.forEach(socket => socket.destroy());
      server.close();
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return (server.address() as AddressInfo).port;
  }

  function open(baseUrl: string, setting?: string | false, tls?: TlsOptions) {
    const client = new UpstreamClient({
      label: 'Example',
      baseUrl,
      tls,
      gate: { timeouts: { connectMs: 5_000, totalMs: 5_000 }, proxy: setting },
    });
    closers.push(() => void client.close());
    return client.send({ path: '/x', signal });
  }

  beforeEach(async () => {
    tunnels = [];
    authorizations = [];
    const server = createServer();
    server.on('connect', (request, socket, head) => {
      tunnels.push(request.url!);
      authorizations.push(request.headers['proxy-authorization']);
      if (request.headers['proxy-authorization'] === undefined) {
        socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
        return;
      }
      const { hostname, port } = new URL(`http://${request.url}`);
      const upstream = connect(Number(port), hostname, () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        upstream.write(head);
        upstream.pipe(socket).pipe(upstream);
      });
      upstream.on('error', () => socket.destroy());
      socket.on('error', () => upstream.destroy());
    });
    proxy = `http://portal:p%40ss@127.0.0.1:${await listen(server)}`;
  });

  afterEach(() => {
    closers.splice(0).forEach(close => close());
    delete process.env.HTTP_PROXY;
    delete process.env.NO_PROXY;
  });

  it('is used where it is configured, with its credentials', async () => {
    const port = await listen(
      createServer((_, response) => response.end('ok')),
    );
    const { text } = await open(`http://127.0.0.1:${port}`, proxy);
    expect(text).toBe('ok');
    expect(tunnels).toEqual([`127.0.0.1:${port}`]);
    expect(authorizations).toEqual([
      `Basic ${Buffer.from('portal:p@ss').toString('base64')}`,
    ]);
  });

  it('may have a password with a lone percent sign', async () => {
    const port = await listen(
      createServer((_, response) => response.end('ok')),
    );
    const percent = proxy.replace('p%40ss', '100%');
    const { text } = await open(`http://127.0.0.1:${port}`, percent);
    expect(text).toBe('ok');
    expect(authorizations).toEqual([
      `Basic ${Buffer.from('portal:100%').toString('base64')}`,
    ]);
  });

  it('does not change how the certificate of the server is checked', async () => {
    const { cert, key } = await createCertificate('upstream', [
      { type: 7, ip: '127.0.0.1' },
    ]);
    const port = await listen(
      createTlsServer({ cert, key }, (_, response) => response.end('ok')),
    );
    const url = `https://127.0.0.1:${port}`;
    const { fingerprint256 } = new X509Certificate(cert);
    expect((await open(url, proxy, { ca: cert })).text).toBe('ok');
    expect((await open(url, proxy, { fingerprint: fingerprint256 })).text).toBe(
      'ok',
    );
    await expect(open(url, proxy)).rejects.toMatchObject({ code: 'TLS' });
    await expect(
      open(url, proxy, { fingerprint: 'AB'.repeat(32) }),
    ).rejects.toMatchObject({ code: 'TLS' });
    expect(tunnels).toHaveLength(4);
  });

  it('comes from the environment unless the configuration or NO_PROXY excludes it', async () => {
    const port = await listen(
      createServer((_, response) => response.end('ok')),
    );
    const url = `http://127.0.0.1:${port}`;
    process.env.HTTP_PROXY = proxy;
    await open(url);
    expect(tunnels).toHaveLength(1);
    await open(url, false);
    process.env.NO_PROXY = '127.0.0.1';
    await open(url);
    expect(tunnels).toHaveLength(1);
  });

  it('that refuses is named, without its address', async () => {
    const without = proxy.replace('portal:p%40ss@', '');
    const error = await open('http://127.0.0.1:18999', without).catch(e => e);
    expect(error).toMatchObject({
      code: 'UNREACHABLE',
      message: 'The proxy did not connect to Example (407)',
    });
    expect(error.hint).not.toMatch(/127\.0|portal/);
  });
});
