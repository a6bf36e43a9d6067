import {
  createServer,
  request as forward,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** The fault of every response. @public */
export type ProxyFault =
  | { kind: 'status'; status: number; headers?: Record<string, string> }
  | { kind: 'body'; body: string; contentType?: string }
  | { kind: 'truncated' }
  | { kind: 'hang' }
  | { kind: 'reset' };

/**
 * A proxy between a provider and a server of its platform that counts requests and injects
 * faults. Bodies are unchanged except for the address of the server, so that links lead to the
 * proxy.
 *
 * @public
 */
export class FaultProxy {
  readonly #target: URL;
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((incoming, response) => {
    this.requests += 1;
    this.inFlight += 1;
    this.maxInFlight = Math.max(this.maxInFlight, this.inFlight);
    response.once('close', () => {
      this.inFlight -= 1;
    });
    if (this.fault) {
      this.#fail(this.fault, response);
      return;
    }
    const { method, url = '/', headers } = incoming;
    const outgoing = forward(
      {
        host: this.#target.hostname,
        port: this.#target.port,
        method,
        path: url,
        headers: {
          ...headers,
          host: this.#target.host,
          'accept-encoding': 'identity',
        },
      },
      reply => this.#pass(reply, response),
    );
    outgoing.once('error', () => response.destroy());
    response.once('close', () => outgoing.destroy());
    incoming.pipe(outgoing);
  });

  /** Set to make all responses fail, undefined to let them pass. */
  fault: ProxyFault | undefined;
  /** Milliseconds that each response is held back. */
  delayMs = 0;
  requests = 0;
  inFlight = 0;
  maxInFlight = 0;

  /** @param target - http URL of the real server */
  constructor(target: string) {
    this.#target = new URL(target);
    this.#server.on('connection', socket => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  /** Resolves with the URL to configure. */
  async start(): Promise<string> {
    await new Promise<void>(resolve => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    return this.url;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    const path = this.#target.pathname.replace(/\/$/, '');
    return `http://127.0.0.1:${port}${path}`;
  }

  get openSockets(): number {
    return this.#sockets.size;
  }

  async stop(): Promise<void> {
    this.#sockets.forEach(socket => socket.destroy());
    await new Promise(resolve => this.#server.close(resolve));
  }

  #pass(reply: import('node:http').IncomingMessage, response: ServerResponse) {
    const { 'content-length': _length, ...headers } = reply.headers;
    const { host } = new URL(this.url);
    setTimeout(() => {
      response.writeHead(reply.statusCode ?? 502, headers);
      // A stream may stay silent for long after its headers.
      response.flushHeaders();
      reply.setEncoding('utf8');
      reply.on('data', (text: string) =>
        response.write(text.replaceAll(this.#target.host, host)),
      );
      reply.on('end', () => response.end());
    }, this.delayMs);
  }

  #fail(fault: ProxyFault, response: ServerResponse) {
    switch (fault.kind) {
      case 'status':
        response.writeHead(fault.status, {
          'content-type': 'text/plain',
          ...fault.headers,
        });
        response.end('fault of the test');
        break;
      case 'body':
        response.writeHead(200, {
          'content-type': fault.contentType ?? 'application/json',
        });
        response.end(fault.body);
        break;
      case 'truncated':
        response.writeHead(200, { 'content-length': '1000' });
        response.write('{"data": [');
        setTimeout(() => response.destroy(), 10);
        break;
      case 'reset':
        response.destroy();
        break;
      default: // hangs until the client gives up
    }
  }
}
