import {
  createServer,
  request as forward,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { injectFault, type ProxyFault } from './injectFault';

/** A text that is not JSON stays as it is. */
function rewriteJson(text: string, rewrite: (value: unknown) => unknown) {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text;
  }
  return JSON.stringify(rewrite(value));
}

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
    if (this.fault && this.fault.kind !== 'rewrite') {
      injectFault(this.fault, incoming, response);
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

  #pass(reply: IncomingMessage, response: ServerResponse) {
    const { 'content-length': _length, ...headers } = reply.headers;
    const { host } = new URL(this.url);
    const { fault } = this;
    const parts: string[] = [];
    setTimeout(() => {
      response.writeHead(reply.statusCode ?? 502, headers);
      // A stream may stay silent for long after its headers.
      response.flushHeaders();
      reply.setEncoding('utf8');
      reply.on('data', (text: string) => {
        const own = text.replaceAll(this.#target.host, host);
        if (fault?.kind === 'rewrite') parts.push(own);
        else response.write(own);
      });
      reply.on('end', () =>
        response.end(
          fault?.kind === 'rewrite'
            ? rewriteJson(parts.join(''), fault.rewrite)
            : undefined,
        ),
      );
    }, this.delayMs);
  }
}
