import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import {
  createServer as createTlsServer,
  Server as TlsServer,
} from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Cluster } from '../fleet/schema';
import { ResponseCache } from './ResponseCache';
import { PAGE_PARAMETERS } from './applyFault';
import { ChangeLog } from './ChangeLog';
import type { FaultList } from './FaultList';
import { Memo } from './Memo';
import type { HandlerContext, Protocol, SimulatedRequest } from './protocol';
import type { RequestLog } from './RequestLog';
import { sendResponse } from './sendResponse';
import { StreamControl } from './StreamControl';
import { TokenStore } from './TokenStore';
import { toWire, type WireResponse } from './wire';

export interface SimulatedServerOptions {
  cluster: Cluster;
  protocol: Protocol;
  faults: FaultList;
  requests: RequestLog;
  frozen: boolean;
  tls?: { key: string; cert: string };
}

const MAX_BODY_BYTES = 1024 * 1024;

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    length += (part as Buffer).length;
    if (length > MAX_BODY_BYTES) throw new Error('The request is too long');
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** One cluster's API on its own port. */
export class SimulatedServer {
  /** Its watches. */
  readonly streams = new StreamControl();
  readonly #options: SimulatedServerOptions;
  readonly #server: Server;
  readonly #tokens = new TokenStore();
  readonly #changes = new ChangeLog();
  readonly #memo = new Memo();
  readonly #cache = new ResponseCache();
  #origin = '';
  #host = '';
  #port = 0;

  constructor(options: SimulatedServerOptions) {
    this.#options = options;
    const listener: RequestListener = (request, response) => {
      this.#respond(request, response).catch(() => response.destroy());
    };
    this.#server = options.tls
      ? createTlsServer(options.tls, listener)
      : createServer(listener);
    // As in pveproxy: an idle client must reconnect after this time.
    this.#server.keepAliveTimeout = 5_000;
  }

  /** Scheme, host and port. */
  get origin(): string {
    return this.#origin;
  }

  /** Rejects where the port is taken. */
  async start(host: string, port: number): Promise<void> {
    this.#host = host;
    await this.#listen(port);
    this.#port = (this.#server.address() as AddressInfo).port;
    const scheme = this.#options.tls ? 'https' : 'http';
    const name = host.includes(':') ? `[${host}]` : host;
    this.#origin = `${scheme}://${name}:${this.#port}`;
  }

  /** Makes the port refuse connections, or take them again. */
  async setReachable(isReachable: boolean): Promise<void> {
    if (isReachable === this.#server.listening) return;
    if (isReachable) await this.#listen(this.#port);
    else await this.stop();
  }

  /** Presents another certificate from now on, to who is connected as well. */
  setCertificate(certificate: { key: string; cert: string }): void {
    if (!(this.#server instanceof TlsServer)) {
      throw new Error('The server speaks no TLS');
    }
    const { key, cert } = certificate;
    this.#server.setSecureContext({ key, cert });
    this.#server.closeAllConnections();
  }

  /** Changes the cluster and notifies watches of the changed objects. */
  async update(change: (cluster: Cluster) => void): Promise<void> {
    const { cluster, protocol } = this.#options;
    // Copy the cluster, because the change is made in place and watches need the old objects.
    const before = protocol.snapshot?.({
      ...this.#context(),
      cluster: structuredClone(cluster),
      memo: new Memo(),
    });
    change(cluster);
    this.#memo.clear();
    this.#cache.clear();
    const after = protocol.snapshot?.(this.#context());
    if (before && after) this.#changes.record(before, after);
    this.#cache.clear();
    await this.setReachable(cluster.reachable);
  }

  /**
   * As after its database was restored from a backup: the cluster becomes what `change` makes
   * of it, versions count on from `revision`, and watches break off and hear of nothing.
   */
  restore(
    change: (cluster: Cluster) => void,
    revision = this.#changes.revision,
  ): void {
    this.streams.cut();
    change(this.#options.cluster);
    this.#changes.restore(revision);
    this.#memo.clear();
    this.#cache.clear();
  }

  /** Ends all tokens and tickets that were handed out. */
  expireTokens(): void {
    this.#tokens.expireAll();
  }

  /** Forgets revisions: pages and watches that go on from them are refused with 410. */
  compact(): void {
    this.#changes.compact();
    this.#cache.clear();
  }

  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = new Promise(resolve => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, this.#host, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
  }

  #context(): HandlerContext {
    const { cluster, frozen } = this.#options;
    return {
      cluster,
      clock: { now: Date.now(), frozen },
      tokens: this.#tokens,
      memo: this.#memo,
      changes: this.#changes,
    };
  }

  async #respond(
    message: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { cluster, faults, requests, protocol } = this.#options;
    const url = new URL(message.url ?? '/', this.#origin);
    const method = message.method ?? 'GET';
    const body = await readBody(message);
    const { pathname: path } = url;
    requests.add({
      cluster: cluster.name,
      method,
      path,
      query: url.search,
      at: Date.now(),
    });
    const fault = faults.take({ cluster: cluster.name, method, path });
    if (fault?.kind === 'endless-paging') {
      PAGE_PARAMETERS.forEach(name => url.searchParams.delete(name));
    }
    const request: SimulatedRequest = {
      method,
      path,
      query: url.searchParams,
      headers: message.headers as Record<string, string | undefined>,
      body,
      origin: this.#origin,
    };
    const wire =
      fault?.kind === 'expired-token'
        ? toWire(protocol.refuse(request, this.#context()))
        : this.#prepare(request, url);
    await sendResponse(response, wire, {
      fault,
      origin: this.#origin,
      path,
      streams: this.streams,
    });
  }

  #prepare(request: SimulatedRequest, url: URL): WireResponse {
    const { protocol, frozen } = this.#options;
    const { method, headers } = request;
    const token = headers['x-auth-token'];
    const isCacheable =
      frozen &&
      method === 'GET' &&
      !headers.cookie &&
      (!token || this.#tokens.find(token) !== undefined);
    const key = [
      url.href,
      headers.authorization,
      token,
      headers.accept,
      headers['openstack-api-version'],
      headers['x-openstack-nova-api-version'],
      headers['x-subject-token'],
    ].join('\n');
    const known = isCacheable ? this.#cache.get(key) : undefined;
    if (known) return known;
    const wire = toWire(protocol.handle(request, this.#context()));
    if (isCacheable && wire.status === 200 && !wire.stream) {
      this.#cache.set(key, wire);
    }
    return wire;
  }
}
