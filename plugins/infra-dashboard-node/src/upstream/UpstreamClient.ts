import { ProviderFailure } from '../platform/ProviderFailure';
import pLimit from 'p-limit';
import { Agents } from './Agents';
import type { TlsOptions } from './createDispatcher';
import { isConnectionReset, toProviderFailure } from './failures';
import { readBody } from './readBody';
import { readLines } from './readLines';
import type { Limit, UpstreamGate } from './createUpstreamFactory';
import { trimSlashes } from './trimSlashes';
import { withinLimits } from './withinLimits';

/** @public */
export const USER_AGENT = 'backstage-infra-dashboard/0.1';

/** @public */
export interface UpstreamClientOptions {
  /** What upstream is called in error messages, such as `Nomad`. */
  label: string;
  /** Absolute http(s) URL; request paths are appended to its own path. */
  baseUrl: string;
  gate: UpstreamGate;
  /** A function reads files when the first connection is opened, and again after a TLS failure. */
  tls?: TlsOptions | (() => Promise<TlsOptions>);
  /** Requests in flight at a time; default 4. */
  concurrency?: number;
  /** Largest body that is read, in bytes; default 32 MiB. Those of errors are cut off at 64 KiB. */
  maxBytes?: number;
}

/** @public */
export interface UpstreamRequest {
  /** Begins with a slash, already encoded. */
  path: string;
  query?: Record<string, string | number | undefined>;
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  /** Sent as it is; set the content type beside it. */
  body?: string;
  signal: AbortSignal;
}

/** An answer of any status; nothing about it is checked yet. @public */
export interface UpstreamResponse {
  status: number;
  statusText: string;
  headers: Headers;
  text: string;
}

/** An answer that goes on: one line after the other until upstream ends it. @public */
export interface UpstreamStream {
  status: number;
  headers: Headers;
  /** Empty unless the status is 200. Leaving the loop closes the connection. */
  lines: AsyncIterable<string>;
}

/** Largest line of a stream, in bytes: no object of an API is larger. */
const MAX_LINE_BYTES = 4 * 1024 * 1024;

const NO_LINES = { maxLineBytes: 0, label: '' };

/** Seconds or an HTTP date in `Retry-After`, as milliseconds from now. @public */
export function retryAfterMs(headers: Headers): number | undefined {
  const value = headers.get('retry-after');
  if (!value) return undefined;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds)
    ? seconds * 1000
    : new Date(value).getTime() - Date.now();
  return Number.isFinite(ms) && ms > 0 ? ms : undefined;
}

/** Parses a body; a broken one is a failure of upstream. @public */
export function parseJson(text: string, label: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProviderFailure(
      'INVALID_RESPONSE',
      `${label} answered with something that is not JSON`,
      { hint: 'Check that the URL leads to the API and not to a proxy page' },
    );
  }
}

/**
 * The one way out to a platform: bounded in time, size and concurrency, with redirects
 * refused. Failures are {@link ProviderFailure}s that name no URL.
 *
 * @public
 */
export class UpstreamClient {
  readonly label: string;
  readonly baseUrl: string;
  readonly #options: UpstreamClientOptions;
  readonly #agents: Agents;
  readonly #limits: readonly Limit[];

  constructor(options: UpstreamClientOptions) {
    this.label = options.label;
    this.baseUrl = options.baseUrl;
    this.#options = options;
    const connections = options.concurrency ?? 4;
    this.#agents = new Agents({
      ...options.gate,
      tls: options.tls,
      connections,
    });
    this.#limits = [pLimit(connections), ...(options.gate.limits ?? [])];
  }

  /** Resolves with the answer whatever its status; only a broken exchange rejects. */
  async send(request: UpstreamRequest): Promise<UpstreamResponse> {
    return withinLimits(this.#limits, async () => {
      try {
        return await this.#exchange(request);
      } catch (error) {
        // A kept-alive socket may be closed by upstream just as we use it: once more.
        if (!isConnectionReset(error) || request.method === 'POST') {
          throw this.#failureOf(error);
        }
      }
      try {
        return await this.#exchange(request);
      } catch (error) {
        throw this.#failureOf(error);
      }
    });
  }

  /**
   * Opens an answer that goes on for minutes. Streams have connections of their own, so that
   * they take none from requests; only the time until the answer begins is bounded.
   *
   * @param request - its signal ends the stream
   */
  async stream(request: UpstreamRequest): Promise<UpstreamStream> {
    const dispatcher = await this.#agents.get('streams');
    let answered: number | undefined;
    try {
      const open = () =>
        fetch(this.#url(request), {
          headers: {
            Accept: 'application/json',
            'User-Agent': USER_AGENT,
            ...request.headers,
          },
          redirect: 'manual',
          signal: request.signal,
          dispatcher,
        } as RequestInit);
      const response = await withinLimits(
        this.#options.gate.limits ?? [],
        open,
      );
      const { headers, status } = response;
      answered = status;
      if (status === 200) {
        const options = { maxLineBytes: MAX_LINE_BYTES, label: this.label };
        return { status, headers, lines: readLines(response.body, options) };
      }
      await response.body?.cancel();
      return { status, headers, lines: readLines(null, NO_LINES) };
    } catch (error) {
      if (request.signal.aborted) {
        throw new ProviderFailure(
          'TIMEOUT',
          `${this.label} did not answer in time`,
        );
      }
      throw this.#failureOf(error);
    } finally {
      this.#options.gate.onRequest?.(answered);
    }
  }

  async close(): Promise<void> {
    await this.#agents.close();
  }

  #failureOf(error: unknown): ProviderFailure {
    const failure = toProviderFailure(error, this.label);
    // The authority may have changed: the next request reads its file again.
    if (failure.code === 'TLS') this.#agents.reload();
    return failure;
  }

  async #exchange(request: UpstreamRequest): Promise<UpstreamResponse> {
    const { gate, maxBytes = 32 * 1024 * 1024 } = this.#options;
    const dispatcher = await this.#agents.get('requests');
    const timeout = AbortSignal.timeout(gate.timeouts.totalMs);
    let answered: number | undefined;
    try {
      const response = await fetch(this.#url(request), {
        method: request.method ?? 'GET',
        headers: {
          Accept: 'application/json',
          'User-Agent': USER_AGENT,
          ...request.headers,
        },
        body: request.body,
        redirect: 'manual',
        signal: AbortSignal.any([request.signal, timeout]),
        dispatcher,
      } as RequestInit);
      answered = response.status;
      const text = await readBody(response, { maxBytes, label: this.label });
      if (response.status >= 300 && response.status < 400) {
        throw new ProviderFailure(
          'INVALID_RESPONSE',
          `${this.label} answered with a redirect, which is not followed`,
          { hint: 'Configure the address that the redirect leads to' },
        );
      }
      const { status, statusText, headers } = response;
      return { status, statusText, headers, text };
    } catch (error) {
      if (timeout.aborted || request.signal.aborted) {
        throw new ProviderFailure(
          'TIMEOUT',
          `${this.label} did not answer in time`,
          { hint: 'Check the network path and the load of the server' },
        );
      }
      throw error;
    } finally {
      this.#options.gate.onRequest?.(answered);
    }
  }

  #url(request: UpstreamRequest): string {
    const base = trimSlashes(this.#options.baseUrl);
    const search = new URLSearchParams();
    for (const [key, value] of Object.entries(request.query ?? {})) {
      if (value !== undefined) search.set(key, String(value));
    }
    return `${base}${request.path}${search.size > 0 ? `?${search}` : ''}`;
  }
}
