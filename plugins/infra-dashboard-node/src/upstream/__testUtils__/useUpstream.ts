import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ProviderFailure } from '../../platform/ProviderFailure';
import type { TlsOptions } from '../createDispatcher';
import { UpstreamClient } from '../UpstreamClient';
import type { ServerCertificate } from '../UpstreamGate';

const timeouts = { connectMs: 500, totalMs: 500 };

/** A signal that never aborts. */
export const signal = new AbortController().signal;

/** Starts servers and clients, and stops them after each test. */
export function useUpstream() {
  const servers: Server[] = [];
  const clients: UpstreamClient[] = [];
  /** Statuses of the responses so far. */
  const certificates: ServerCertificate[] = [];
  const seen: Array<number | undefined> = [];

  beforeEach(() => {
    seen.length = 0;
  });

  afterEach(async () => {
    await Promise.all(clients.splice(0).map(client => client.close()));
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    }
  });

  async function listen(server: Server): Promise<number> {
    servers.push(server);
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return (server.address() as AddressInfo).port;
  }

  function connect(baseUrl: string, tls?: TlsOptions, maxBytes?: number) {
    const client = new UpstreamClient({
      label: 'Example',
      baseUrl,
      gate: {
        timeouts,
        onRequest: status => seen.push(status),
        onCertificate: one => certificates.push(one),
      },
      tls,
      maxBytes,
      concurrency: 2,
    });
    clients.push(client);
    return client;
  }

  async function serve(listener: RequestListener, maxBytes?: number) {
    const port = await listen(createServer(listener));
    return connect(`http://127.0.0.1:${port}/base/`, undefined, maxBytes);
  }

  async function failureOf(client: UpstreamClient): Promise<ProviderFailure> {
    const error = await client.send({ path: '/x', signal }).then(
      () => undefined,
      reason => reason,
    );
    expect(error).toBeInstanceOf(ProviderFailure);
    expect(`${error.message} ${error.hint}`).not.toMatch(/127\.0\.0\.1|http:/);
    return error;
  }

  return { servers, seen, certificates, listen, connect, serve, failureOf };
}
