import { randomUUID } from 'node:crypto';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Cluster } from '../fleet/schema';
import { sendAnswer, toWire } from './applyFault';
import type { FaultList } from './FaultList';
import type { RequestLog } from './RequestLog';
import type { IssuedToken, ProtocolHandler, TokenStore } from './types';

export interface SimulatedServerOptions {
  cluster: Cluster;
  handler: ProtocolHandler;
  faults: FaultList;
  requests: RequestLog;
  frozen: boolean;
  tls?: { key: string; cert: string };
}

function createTokens(): TokenStore {
  const tokens = new Map<string, IssuedToken>();
  return {
    issue(details) {
      const token = `gAAAA-${randomUUID()}`;
      tokens.set(token, details);
      return token;
    },
    find(token) {
      const details = token ? tokens.get(token) : undefined;
      return details && details.expiresAt > Date.now() ? details : undefined;
    },
    expireAll: () => tokens.clear(),
  };
}

async function readRequestBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** One cluster's API on its own port. */
export class SimulatedServer {
  readonly #options: SimulatedServerOptions;
  readonly #server: Server;
  readonly #tokens = createTokens();
  /** Answers of a frozen fleet, which stay the same until it is changed. */
  #cached = new Map<string, ReturnType<typeof toWire>>();
  #origin = '';

  constructor(options: SimulatedServerOptions) {
    this.#options = options;
    const listener: RequestListener = (request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    };
    this.#server = options.tls
      ? createTlsServer(options.tls, listener)
      : createServer(listener);
  }

  get origin(): string {
    return this.#origin;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Rejects where the port is taken. */
  async start(host: string, port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, () => resolve());
    });
    const scheme = this.#options.tls ? 'https' : 'http';
    this.#origin = `${scheme}://${host}:${this.port}`;
  }

  /** Forgets prepared answers after the cluster was changed. */
  refresh(): void {
    this.#cached.clear();
  }

  expireTokens(): void {
    this.#tokens.expireAll();
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  async #answer(
    request: Parameters<RequestListener>[0],
    response: Parameters<RequestListener>[1],
  ): Promise<void> {
    const { cluster, faults, requests } = this.#options;
    const url = new URL(request.url ?? '/', this.#origin);
    const method = request.method ?? 'GET';
    const body = await readRequestBody(request);
    const path = url.pathname;
    requests.add({
      cluster: cluster.name,
      method,
      path,
      query: url.search,
      at: Date.now(),
    });
    const fault = faults.take(cluster.name, path);
    await sendAnswer(response, this.#prepare({ request, url, method, body }), {
      fault,
      origin: this.#origin,
      path,
    });
  }

  #prepare(options: {
    request: IncomingMessage;
    url: URL;
    method: string;
    body: string;
  }): ReturnType<typeof toWire> {
    const { request, url, method, body } = options;
    const { cluster, handler, frozen } = this.#options;
    const headers = request.headers as Record<string, string | undefined>;
    const key = [
      url.href,
      headers.authorization,
      headers['x-auth-token'],
      headers.accept,
      headers['openstack-api-version'],
      headers.cookie,
    ].join('\n');
    const isCacheable = frozen && method === 'GET';
    const known = isCacheable ? this.#cached.get(key) : undefined;
    const token = headers['x-auth-token'];
    if (known && (!token || this.#tokens.find(token))) return known;
    const answer = toWire(
      handler(
        {
          method,
          path: url.pathname,
          query: url.searchParams,
          headers,
          body,
          origin: this.#origin,
        },
        { cluster, clock: { now: Date.now(), frozen }, tokens: this.#tokens },
      ),
    );
    if (isCacheable && answer.status === 200) {
      if (this.#cached.size > 500) this.#cached.clear();
      this.#cached.set(key, answer);
    }
    return answer;
  }
}
