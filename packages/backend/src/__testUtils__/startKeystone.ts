import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

async function readBody(stream: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += chunk;
  return text;
}

/** A Keystone proxy that can add regions to the catalog of another Keystone. */
export async function startKeystone(upstream: string) {
  const regions: string[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const { method, url } = incoming;
    const token = incoming.headers['x-auth-token']?.toString();
    const response = await fetch(`${new URL(upstream).origin}${url}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token && { 'x-auth-token': token }),
      },
      ...(method === 'POST' && { body: await readBody(incoming) }),
    });
    const body = await response.json();
    for (const { endpoints } of body.token?.catalog ?? []) {
      const [first] = endpoints;
      for (const region of regions) {
        endpoints.push({ ...first, region, region_id: region });
      }
    }
    const subject = response.headers.get('x-subject-token');
    outgoing.writeHead(response.status, {
      'content-type': 'application/json',
      ...(subject && { 'x-subject-token': subject }),
    });
    outgoing.end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    authUrl: `http://127.0.0.1:${port}/v3`,
    addRegion: (name: string) => void regions.push(name),
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
