import type { Dispatcher } from 'undici';
import { createDispatcher, type TlsOptions } from './createDispatcher';
import type { ServerCertificate } from './UpstreamGate';

/** @public */
export interface AgentsOptions {
  timeouts: { connectMs: number; totalMs: number };
  /** How many sockets requests may have open at a time. */
  connections: number;
  tls?: TlsOptions | (() => Promise<TlsOptions>);
  /** URL of an HTTP proxy, or false for none; default: that of the environment. */
  proxy?: string | false;
  /** Sent with every request, one line for each value. */
  headers?: Record<string, readonly string[]>;
  /** Called when a TLS connection is open. */
  onCertificate?: (certificate: ServerCertificate) => void;
}

type Use = 'requests' | 'streams';

/** Streams go on for minutes, and must take no connection from requests. */
const STREAM_CONNECTIONS = 8;

/** Streams are silent for long: what lies between must neither forget them nor be dead. */
const PROBE_MS = 15_000;

/** The connections to one upstream server, opened when they are first used. @public */
export class Agents {
  readonly #options: AgentsOptions;
  readonly #agents = new Map<Use, Promise<Dispatcher>>();

  constructor(options: AgentsOptions) {
    this.#options = options;
  }

  /** Rejects where a file of the certificates cannot be used; the next call tries again. */
  get(use: Use): Promise<Dispatcher> {
    let agent = this.#agents.get(use);
    if (!agent) {
      agent = this.#create(use);
      this.#agents.set(use, agent);
      agent.catch(() => this.#agents.delete(use));
    }
    return agent;
  }

  /** Has the files of the certificates read again for the next request. */
  reload(): void {
    if (typeof this.#options.tls !== 'function') return;
    const old = [...this.#agents.values()];
    this.#agents.clear();
    // Waits for what is still in flight.
    for (const agent of old) agent.then(one => one.close()).catch(() => {});
  }

  async close(): Promise<void> {
    await Promise.all(
      [...this.#agents.values()].map(async agent => {
        await (await agent.catch(() => undefined))?.destroy();
      }),
    );
  }

  async #create(use: Use): Promise<Dispatcher> {
    const { connections, headers, onCertificate, proxy, timeouts, tls } =
      this.#options;
    const options = {
      ...timeouts,
      proxy,
      headers,
      onCertificate,
      tls: typeof tls === 'function' ? await tls() : tls,
    };
    return createDispatcher(
      use === 'requests'
        ? { ...options, connections }
        : {
            ...options,
            connections: STREAM_CONNECTIONS,
            bodyMs: 0,
            probeMs: PROBE_MS,
          },
    );
  }
}
