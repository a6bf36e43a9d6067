import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from 'node:http';
import {
  createServer as createTlsServer,
  type ServerOptions,
} from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';

export interface FakeResponse {
  status?: number;
  headers?: Record<string, string>;
  /** Sent as it is when it is a text, else as JSON. */
  body?: unknown;
  /** Milliseconds before the response. */
  delay?: number;
}

export interface FakeRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  authorization?: string;
  headers: IncomingMessage['headers'];
  /** Names and values, as they were sent. */
  rawHeaders: string[];
  body: any;
  /** Common name of the client certificate. */
  clientName?: string;
}

type Rows = Array<Record<string, any>>;
type Route =
  | FakeResponse
  | ((request: FakeRequest) => FakeResponse | undefined);

/** The token that the server accepts by default. */
export const TOKEN = 'good-token';

/** Serves lists in pages, as an API server does. */
export function pagesOf(rows: Rows): (request: FakeRequest) => FakeResponse {
  return ({ query }) => {
    const limit = Number(query.get('limit')) || rows.length;
    const start = Number(query.get('continue')?.replace('from-', '') ?? 0);
    const end = start + limit;
    return {
      body: {
        kind: 'List',
        metadata: end < rows.length ? { continue: `from-${end}` } : {},
        items: rows.slice(start, end),
      },
    };
  };
}

/** Kinds of which a namespace has none, unless a test gives it some. */
function emptyIn(path: string): Route | undefined {
  return /\/namespaces\/[^/]+\/(daemonsets|replicasets|jobs|cronjobs)$/.test(
    path,
  )
    ? pagesOf([])
    : undefined;
}

/** An API server of node:http on loopback, with the routes that a test gives it. */
export class FakeApiServer {
  readonly requests: FakeRequest[] = [];
  /** By path; what is not here is a 404 in plain text. */
  readonly routes: Record<string, Route> = {
    '/version': { body: { gitVersion: 'v1.36.2' } },
    '/api/v1/namespaces/kube-system': {
      body: { metadata: { uid: 'cluster-uid' } },
    },
    '/api/v1/nodes': pagesOf([]),
    '/api/v1/pods': pagesOf([]),
    '/apis/apps/v1/deployments': pagesOf([]),
    '/apis/apps/v1/statefulsets': pagesOf([]),
    '/apis/apps/v1/daemonsets': pagesOf([]),
    '/apis/apps/v1/replicasets': pagesOf([]),
    '/apis/batch/v1/jobs': pagesOf([]),
    '/apis/batch/v1/cronjobs': pagesOf([]),
    '/apis': { body: { kind: 'APIGroupList', groups: [{ name: 'apps' }] } },
    '/apis/metrics.k8s.io/v1beta1/nodes': pagesOf([]),
    '/apis/metrics.k8s.io/v1beta1/pods': pagesOf([]),
  };
  /** Tokens that are accepted; undefined accepts everyone. */
  tokens: string[] | undefined = [TOKEN];
  /** By how much its clock is ahead, in milliseconds. */
  clockAheadMs = 0;
  readonly #server: Server;

  constructor(tls?: ServerOptions) {
    const listener: RequestListener = (incoming, outgoing) => {
      const chunks: Buffer[] = [];
      incoming.on('data', chunk => chunks.push(chunk));
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const { status, headers, body, delay } = this.#respond(incoming, text);
        const send = () => {
          const isText = typeof body === 'string';
          outgoing.writeHead(status ?? 200, {
            'content-type': isText ? 'text/plain' : 'application/json',
            date: new Date(Date.now() + this.clockAheadMs).toUTCString(),
            ...headers,
          });
          outgoing.end(isText ? body : JSON.stringify(body ?? {}));
        };
        if (delay) setTimeout(send, delay).unref();
        else send();
      });
    };
    this.#server = tls
      ? createTlsServer(tls, listener)
      : createServer(listener);
  }

  async listen(): Promise<string> {
    await new Promise<void>(resolve =>
      this.#server.listen(0, '127.0.0.1', resolve),
    );
    const { port } = this.#server.address() as AddressInfo;
    const scheme = 'setSecureContext' in this.#server ? 'https' : 'http';
    return `${scheme}://127.0.0.1:${port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  /** How often a path was requested. */
  count(path: string): number {
    return this.requests.filter(request => request.path === path).length;
  }

  #respond(incoming: IncomingMessage, text: string): FakeResponse {
    const url = new URL(incoming.url ?? '/', 'http://fake');
    const socket = incoming.socket as TLSSocket;
    const request: FakeRequest = {
      method: incoming.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      authorization: incoming.headers.authorization,
      headers: incoming.headers,
      rawHeaders: incoming.rawHeaders,
      body: text ? JSON.parse(text) : undefined,
      clientName: socket.getPeerCertificate?.()?.subject?.CN?.toString(),
    };
    this.requests.push(request);
    const token = request.authorization?.replace('Bearer ', '') ?? '';
    if (this.tokens && !this.tokens.includes(token)) {
      return {
        status: 401,
        body: { kind: 'Status', reason: 'Unauthorized', code: 401 },
      };
    }
    const route = this.routes[url.pathname] ?? emptyIn(url.pathname);
    const response = typeof route === 'function' ? route(request) : route;
    return response ?? { status: 404, body: '404 page not found\n' };
  }
}
