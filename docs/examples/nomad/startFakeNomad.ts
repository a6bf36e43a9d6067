import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const LISTS = new Map<string, object[]>([
  [
    '/v1/nodes',
    [
      { ID: 'n1', Name: 'client-1', Status: 'ready' },
      { ID: 'n2', Name: 'client-2', Status: 'down' },
    ],
  ],
  [
    '/v1/allocations',
    [
      {
        ID: 'a1',
        Name: 'web.web[0]',
        Namespace: 'default',
        NodeName: 'client-1',
        ClientStatus: 'running',
      },
    ],
  ],
]);

/** A server with the responses that the tests need. */
export async function startFakeNomad(token: string) {
  const server = createServer(({ headers, url = '' }, response) => {
    const rows = LISTS.get(new URL(url, 'http://nomad').pathname);
    response.statusCode = headers['x-nomad-token'] === token ? 200 : 403;
    response.end(response.statusCode === 200 ? JSON.stringify(rows) : '');
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise<void>(done => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
