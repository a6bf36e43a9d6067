import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** Ways to fail, each below a path of its own. */
export const ECHO_KINDS = [
  'status-400',
  'status-401',
  'status-403',
  'status-404',
  'status-429',
  'status-500',
  'status-503',
  'status-595',
  'redirect',
  'not-json',
  'truncated',
  'wrong-shape',
  'hang',
  'reset',
  'half',
] as const;

/** The content of a request, on one line that is valid in a header. */
async function echoOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const { url, headers } = request;
  return `${url} ${JSON.stringify(headers)} ${Buffer.concat(parts)}`.replace(
    /[^\x20-\x7e]+/g,
    ' ',
  );
}

/** What is well in spite of all, so that only a part of a read fails. */
function goodPart(path: string, origin: string): unknown {
  if (path.endsWith('/cluster/resources')) {
    return {
      data: [{ id: 'node/n1', type: 'node', node: 'n1', status: 'online' }],
    };
  }
  if (path.endsWith('/version')) return { gitVersion: 'v1.36.0' };
  if (path.endsWith('/api/v1/nodes')) {
    return {
      kind: 'NodeList',
      metadata: {},
      items: [{ metadata: { name: 'n1', uid: 'u1' }, status: {} }],
    };
  }
  if (path.endsWith('/auth/tokens')) {
    const endpoints = [{ interface: 'public', url: `${origin}/half/nova` }];
    return {
      token: {
        project: { id: 'p1', name: 'demo' },
        catalog: [{ type: 'compute', endpoints }],
      },
    };
  }
  if (path.endsWith('/os-hypervisors/detail')) {
    return { hypervisors: [{ id: 'h1', hypervisor_hostname: 'n1' }] };
  }
  return undefined;
}

function refuse(response: ServerResponse, status: number, echo: string): void {
  response.writeHead(status, echo.slice(0, 2_000), {
    'content-type': 'application/json',
    'x-echo': echo.slice(0, 4_000),
    'retry-after': '1',
  });
  response.end(
    JSON.stringify({
      kind: 'Status',
      message: echo,
      reason: echo,
      error: { message: echo, title: echo },
      errors: { [echo]: echo },
      data: null,
    }),
  );
}

/** A server that fails, and repeats whatever it was sent wherever it can. */
export async function startEchoServer() {
  let origin = '';
  const server = createServer(async (request, response) => {
    const echo = await echoOf(request);
    const path = request.url?.split('?')[0] ?? '';
    const kind = path.split('/')[1];
    const [, status] = /^status-(\d+)$/.exec(kind) ?? [];
    if (status) refuse(response, Number(status), echo);
    else if (kind === 'redirect') {
      response
        .writeHead(302, { location: `https://login.example/?${echo}` })
        .end();
    } else if (kind === 'not-json') response.end(`<html>${echo}</html>`);
    else if (kind === 'truncated') {
      response.end(`{"data": ${JSON.stringify(echo)}`);
    } else if (kind === 'wrong-shape') {
      response.end(JSON.stringify({ data: echo, items: echo, token: echo }));
    } else if (kind === 'reset') request.socket.destroy();
    else if (kind === 'half') {
      const good = goodPart(path, origin);
      if (!good) refuse(response, path.length % 2 ? 403 : 500, echo);
      else {
        response.writeHead(path.endsWith('tokens') ? 201 : 200, {
          'x-subject-token': 'a-token',
        });
        response.end(JSON.stringify(good));
      }
    }
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    stop: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
