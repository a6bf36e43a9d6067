import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A response of the server, or no response at all. */
export type FakeResponse = { status?: number; body: string } | 'reset';

/** The response of a query with series that have these values, from oldest to latest. */
export function matrixOf(...series: Array<Array<[number, string]>>) {
  const result = series.map(values => ({ metric: {}, values }));
  return {
    body: JSON.stringify({
      status: 'success',
      data: { resultType: 'matrix', result },
    }),
  };
}

/** An HTTP server that responds to queries as a test wants. */
export class FakePrometheus {
  /** Parameters and headers of the requests so far. */
  readonly requests: Array<{
    path: string;
    query: Record<string, string>;
    headers: IncomingHttpHeaders;
  }> = [];
  respond: (query: Record<string, string>) => FakeResponse = () => matrixOf();
  readonly #server = createServer((incoming, response) => {
    const { pathname, searchParams } = new URL(incoming.url!, 'http://a');
    const query = Object.fromEntries(searchParams);
    this.requests.push({ path: pathname, query, headers: incoming.headers });
    const result = this.respond(query);
    if (result === 'reset') {
      incoming.socket.destroy();
      return;
    }
    response.writeHead(result.status ?? 200).end(result.body);
  });

  async start(): Promise<string> {
    await new Promise<void>(resolve => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}
