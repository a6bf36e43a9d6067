import { coreMessage } from '../messages';
import { ProviderFailure } from '../platform/ProviderFailure';
import pLimit from 'p-limit';
import { withinTime } from '../time/withinTime';
import { Agents } from './Agents';
import { checkHeaders } from './checkHeaders';
import type { TlsOptions } from './createDispatcher';
import { isConnectionReset, toProviderFailure } from './failures';
import { fetchWithinOrigin, isRedirect } from './fetchWithinOrigin';
import { readBody } from './readBody';
import { readLines } from './readLines';
import { ServerClock } from './ServerClock';
import { trimSlashes } from './trimSlashes';
import type { Limit, UpstreamGate } from './UpstreamGate';
import { withinLimits } from './withinLimits';

/** @public */
export const USER_AGENT = 'backstage-infra-dashboard/0.1';

/** @public */
export interface UpstreamClientOptions {
  /** Name of the upstream in error messages, such as `Nomad`. */
  label: string;
  /** Absolute http(s) URL; request paths are appended to its own path. */
  baseUrl: string;
  gate: UpstreamGate;
  /** A function reads files when the first connection is opened, and again after a TLS failure. */
  tls?: TlsOptions | (() => Promise<TlsOptions>);
  /** Sent with every request, one line for each value. */
  headers?: Record<string, readonly string[]>;
  /** URL of an HTTP proxy that is used unless the provider has one of its own. */
  proxy?: string;
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
  /** Sent as it is; set the content type as well. */
  body?: string;
  signal: AbortSignal;
}

/** A response of any status; nothing about it is checked yet. @public */
export interface UpstreamResponse {
  status: number;
  statusText: string;
  headers: Headers;
  text: string;
}

/** A response that is streamed line by line until upstream ends it. @public */
export interface UpstreamStream {
  status: number;
  headers: Headers;
  /** Empty unless the status is 200. Leaving the loop closes the connection. */
  lines: AsyncIterable<string>;
}

/** Largest line of a stream, in bytes: no object of an API is larger. */
const MAX_LINE_BYTES = 2 * 1024 * 1024;

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

/**
 * The one way out to a platform: bounded in time, size and concurrency. Redirects are followed
 * within the same origin only. Failures are {@link ProviderFailure}s that name no URL.
 *
 * @public
 */
export class UpstreamClient {
  readonly label: string;
  readonly baseUrl: string;
  /** The clock of the server; that of this machine until the first response. */
  readonly clock = new ServerClock();
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
      proxy: options.gate.proxy ?? options.proxy,
      headers: options.headers,
      tls: options.tls,
      connections,
    });
    this.#limits = [pLimit(connections), ...(options.gate.limits ?? [])];
  }

  /** Resolves with the response whatever its status; rejects where there is none. */
  async send(request: UpstreamRequest): Promise<UpstreamResponse> {
    checkHeaders(request.headers, this.label);
    return withinLimits(this.#limits, async () => {
      try {
        return await this.#exchangeInTime(request);
      } catch (error) {
        // Upstream may close an idle keep-alive socket while it is being reused: retry once.
        if (!isConnectionReset(error) || request.method === 'POST') {
          throw this.#failureOf(error);
        }
      }
      try {
        return await this.#exchangeInTime(request);
      } catch (error) {
        throw this.#failureOf(error);
      }
    });
  }

  /**
   * Opens a response that is streamed for minutes. Streams have their own connections, so that
   * they take none from requests; only the time until the response begins is bounded.
   *
   * @param request - its signal ends the stream
   */
  async stream(request: UpstreamRequest): Promise<UpstreamStream> {
    checkHeaders(request.headers, this.label);
    const dispatcher = await this.#agents.get('streams');
    let responseStatus: number | undefined;
    let sentAt = Date.now();
    try {
      const open = () => {
        sentAt = Date.now();
        return fetch(this.#url(request), {
          headers: {
            Accept: 'application/json',
            'User-Agent': USER_AGENT,
            ...request.headers,
          },
          redirect: 'manual',
          signal: request.signal,
          dispatcher,
        } as RequestInit);
      };
      const response = await withinLimits(
        this.#options.gate.limits ?? [],
        open,
      );
      const { headers, status } = response;
      this.clock.note(response, sentAt);
      responseStatus = status;
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
          coreMessage('response-timeout', { label: this.label }),
        );
      }
      throw this.#failureOf(error);
    } finally {
      this.#options.gate.onRequest?.(responseStatus);
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

  #exchangeInTime(request: UpstreamRequest): Promise<UpstreamResponse> {
    const { totalMs: ms } = this.#options.gate.timeouts;
    return withinTime({ signals: [request.signal], ms }, signal =>
      this.#exchange({ ...request, signal }),
    );
  }

  async #exchange(request: UpstreamRequest): Promise<UpstreamResponse> {
    const { maxBytes = 32 * 1024 * 1024 } = this.#options;
    const dispatcher = await this.#agents.get('requests');
    let responseStatus: number | undefined;
    const sentAt = Date.now();
    try {
      const response = await fetchWithinOrigin(this.#url(request), {
        method: request.method ?? 'GET',
        headers: {
          Accept: 'application/json',
          'User-Agent': USER_AGENT,
          ...request.headers,
        },
        body: request.body,
        signal: request.signal,
        dispatcher,
      } as RequestInit);
      responseStatus = response.status;
      this.clock.note(response, sentAt);
      const text = await readBody(response, { maxBytes, label: this.label });
      if (isRedirect(response)) {
        throw new ProviderFailure(
          'INVALID_RESPONSE',
          coreMessage('response-redirect', { label: this.label }),
          { hint: coreMessage('use-redirect') },
        );
      }
      const { status, statusText, headers } = response;
      return { status, statusText, headers, text };
    } catch (error) {
      if (request.signal.aborted) {
        throw new ProviderFailure(
          'TIMEOUT',
          coreMessage('response-timeout', { label: this.label }),
          { hint: coreMessage('check-network') },
        );
      }
      throw error;
    } finally {
      this.#options.gate.onRequest?.(responseStatus);
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
