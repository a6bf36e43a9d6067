import {
  ProviderFailure,
  type CreateProviderOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { parseJson, UpstreamClient, type UpstreamResponse } from '../../http';
import type { ProxmoxConfig, ProxmoxCredentials } from './config';
import { Ticket } from './Ticket';

export const LABEL = 'Proxmox VE';

/** pveproxy works on three calls at a time; people use its web page meanwhile. */
const CONCURRENCY = 2;

const ENDPOINT_CODES = new Set(['UNREACHABLE', 'TIMEOUT', 'TLS']);

/** The reason in the body (PVE ≥ 8.4) or the reason phrase (before), on one line. */
function reasonOf({ text, statusText }: UpstreamResponse): string {
  let message: unknown;
  try {
    message = (JSON.parse(text) as { message?: unknown }).message;
  } catch {
    // 401 and 59x have an empty body
  }
  const reason =
    typeof message === 'string' && message.trim() ? message : statusText;
  return reason.trim().replace(/\s+/g, ' ').slice(0, 200);
}

/** Why an answer is no success; 59x is about the node that was asked for (P13). */
function failureOf(response: UpstreamResponse): ProviderFailure {
  const { status } = response;
  const upstreamStatus = status;
  if (status === 401) {
    return new ProviderFailure(
      'UNAUTHORIZED',
      `${LABEL} refused the credentials`,
      {
        upstreamStatus,
        hint: 'Check that the token or user exists, has not expired, and that the secret is right',
      },
    );
  }
  if (status === 403) {
    const missing = /\(([^)]*)\)/.exec(reasonOf(response))?.[1];
    return new ProviderFailure(
      'FORBIDDEN',
      `${LABEL} denies it${missing ? `: ${missing} is missing` : ''}`,
      {
        upstreamStatus,
        hint: 'Grant the role PVEAuditor to the user and to its token',
      },
    );
  }
  if (status === 429) {
    return new ProviderFailure('RATE_LIMITED', `${LABEL} asks to slow down`, {
      upstreamStatus,
    });
  }
  if (status >= 595) {
    return new ProviderFailure(
      'UNREACHABLE',
      `${LABEL} cannot reach the node`,
      { upstreamStatus },
    );
  }
  return new ProviderFailure(
    'UPSTREAM_ERROR',
    `${LABEL} answered with status ${status}`,
    { upstreamStatus },
  );
}

interface Endpoint {
  client: UpstreamClient;
  ticket?: Ticket;
}

/**
 * Asks one member of the cluster, and the next one when that member itself is in trouble.
 * Members are those of the configuration, never discovered ones: the addresses that a
 * cluster knows of itself are often not reachable from here (P14).
 */
export class ProxmoxClient {
  readonly #credentials: ProxmoxCredentials;
  readonly #endpoints: Endpoint[];
  #current = 0;

  constructor(
    options: Pick<CreateProviderOptions<ProxmoxConfig>, 'config' | 'timeouts'>,
  ) {
    const { config, timeouts } = options;
    const { credentials, ca, allowInsecure } = config;
    this.#credentials = credentials;
    this.#endpoints = config.endpoints.map(({ url, fingerprint }) => {
      const client = new UpstreamClient({
        label: LABEL,
        baseUrl: `${url}/api2/json`,
        timeouts,
        tls: { ca, fingerprint, allowInsecure },
        concurrency: CONCURRENCY,
      });
      return {
        client,
        ...(credentials.kind === 'password' && {
          ticket: new Ticket({ client, credentials }),
        }),
      };
    });
  }

  /**
   * The `data` of an answer.
   *
   * @param path - below `/api2/json`, encoded
   */
  async get(
    path: string,
    options: { signal: AbortSignal; query?: Record<string, string> },
  ): Promise<unknown> {
    const response = await this.#send(path, options);
    if (response.status !== 200) throw failureOf(response);
    const body = parseJson(response.text, LABEL);
    if (!body || typeof body !== 'object' || !('data' in body)) {
      throw new ProviderFailure(
        'INVALID_RESPONSE',
        `${LABEL} answered in another form than its API does`,
        { hint: 'Check that the URL leads to the API of Proxmox VE' },
      );
    }
    return body.data;
  }

  async close(): Promise<void> {
    await Promise.all(this.#endpoints.map(({ client }) => client.close()));
  }

  async #send(
    path: string,
    options: { signal: AbortSignal; query?: Record<string, string> },
  ): Promise<UpstreamResponse> {
    const first = this.#current;
    let last: UpstreamResponse | undefined;
    let failure: unknown;
    for (let step = 0; step < this.#endpoints.length; step += 1) {
      const index = (first + step) % this.#endpoints.length;
      try {
        const response = await this.#ask(this.#endpoints[index], path, options);
        last = response;
        // Another member may do better where this one's own services are down.
        const isMembersTrouble =
          response.status >= 500 &&
          response.status !== 501 &&
          !path.startsWith('/nodes/');
        if (!isMembersTrouble) {
          this.#current = index;
          return response;
        }
      } catch (error) {
        failure = error;
        const code = error instanceof ProviderFailure ? error.code : undefined;
        if (options.signal.aborted || !ENDPOINT_CODES.has(code ?? ''))
          throw error;
      }
    }
    if (last) return last;
    throw failure;
  }

  async #ask(
    { client, ticket }: Endpoint,
    path: string,
    options: { signal: AbortSignal; query?: Record<string, string> },
  ): Promise<UpstreamResponse> {
    const send = async () =>
      client.send({
        path,
        ...options,
        headers: await this.#headers(ticket, options.signal),
      });
    const response = await send();
    if (response.status !== 401 || !ticket) return response;
    // A ticket may end before its time, when the cluster's key changes: one new login.
    ticket.forget();
    return send();
  }

  async #headers(
    ticket: Ticket | undefined,
    signal: AbortSignal,
  ): Promise<Record<string, string>> {
    if (this.#credentials.kind === 'token') {
      const { tokenId, tokenSecret } = this.#credentials;
      return { Authorization: `PVEAPIToken=${tokenId}=${tokenSecret}` };
    }
    return { Cookie: `PVEAuthCookie=${await ticket?.get(signal)}` };
  }
}
