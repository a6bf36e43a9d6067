import {
  loginAttempts,
  parseJson,
  readPemFile,
  type PlatformContext,
  type UpstreamClient,
  type UpstreamResponse,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type {
  ProxmoxConfig,
  ProxmoxCredentials,
  ProxmoxEndpoint,
} from '../config';
import { failureOf, LABEL, nodeRefusal, invalidResponse } from '../failures';
import { Ticket } from './Ticket';

/** pveproxy works on three calls at a time; people use its web page meanwhile. */
const CONCURRENCY = 2;

/** How an answer of a member is asked for. */
export interface GetOptions {
  signal: AbortSignal;
  /** On a connection of its own, so that nothing else waits for this answer. */
  isLowPriority?: boolean;
}

/** A ticket holds the name of its user; what a cookie may not hold is escaped. */
function escapeCookie(value: string): string {
  return value.replace(/[^\x21-\x7e]|[",;\\]/g, encodeURIComponent);
}

/** Whether the member passes the request on to another node, which may refuse it on its own. */
function isForwarded(path: string): boolean {
  return /^\/nodes\/[^/]+\//.test(path);
}

/** Asks one member of a cluster, which answers for the whole of it. */
export class MemberClient {
  /** Its place in the configuration, from 1, of so many. */
  readonly number: number;
  readonly count: number;
  readonly address: string;
  readonly isEncrypted: boolean;
  /** Whether nobody checks whom we talk to. */
  readonly acceptsAnyCertificate: boolean;
  readonly #client: UpstreamClient;
  readonly #lowPriorityClient: UpstreamClient;
  readonly #credentials: ProxmoxCredentials;
  readonly #ticket: Ticket | undefined;

  constructor(options: {
    endpoint: ProxmoxEndpoint;
    config: ProxmoxConfig;
    http: PlatformContext<unknown>['http'];
  }) {
    const { endpoint, config, http } = options;
    this.number = config.endpoints.indexOf(endpoint) + 1;
    this.count = config.endpoints.length;
    this.address = endpoint.url;
    const { credentials, ca, caFile } = config;
    const { fingerprint } = endpoint;
    // A pin is the stricter word of the two.
    const allowInsecure = config.allowInsecure && !fingerprint;
    this.isEncrypted = endpoint.url.startsWith('https:');
    this.acceptsAnyCertificate = allowInsecure;
    this.#credentials = credentials;
    const tls = { ca, fingerprint, allowInsecure };
    const createClient = (concurrency: number) =>
      http({
        label: LABEL,
        baseUrl: `${endpoint.url}/api2/json`,
        tls: caFile
          ? async () => ({ ...tls, ca: await readPemFile(caFile, 'caFile') })
          : tls,
        concurrency,
      });
    this.#client = createClient(CONCURRENCY);
    this.#lowPriorityClient = createClient(1);
    if (credentials.kind === 'password') {
      this.#ticket = new Ticket({
        client: this.#client,
        credentials,
        address: this.address,
      });
    }
  }

  /**
   * The `data` of an answer, which may be `null`.
   *
   * @param path - below `/api2/json`, encoded
   * @throws ProviderFailure with the status as `upstreamStatus` where there was an answer
   */
  async get(path: string, options: GetOptions): Promise<unknown> {
    const response = await this.#ask(path, options);
    if (response.status === 401 && isForwarded(path)) {
      throw nodeRefusal(response);
    }
    this.#report(response.status);
    if (response.status !== 200) throw failureOf(response);
    const body = parseJson(response.text, LABEL);
    if (!body || typeof body !== 'object' || !('data' in body)) {
      throw invalidResponse();
    }
    return body.data;
  }

  async close(): Promise<void> {
    await Promise.all([this.#client.close(), this.#lowPriorityClient.close()]);
  }

  #report(status: number): void {
    if (status === 401) loginAttempts().refused(this.address);
    if (status === 200 || status === 403) {
      loginAttempts().accepted(this.address);
    }
  }

  async #ask(path: string, options: GetOptions): Promise<UpstreamResponse> {
    const { signal, isLowPriority } = options;
    const client = isLowPriority ? this.#lowPriorityClient : this.#client;
    if (this.#credentials.kind === 'token') {
      const { tokenId, tokenSecret } = this.#credentials;
      // A refused token is asked with once: each 401 costs three seconds (P13).
      return client.send({
        path,
        signal,
        headers: { Authorization: `PVEAPIToken=${tokenId}=${tokenSecret}` },
      });
    }
    const ticket = this.#ticket!;
    const send = async (value: string) =>
      client.send({
        path,
        signal,
        headers: { Cookie: `PVEAuthCookie=${escapeCookie(value)}` },
      });
    const used = await ticket.get(signal);
    const response = await send(used);
    // A node whose clock is wrong refuses the ticket that its cluster accepts.
    if (response.status !== 401 || isForwarded(path)) return response;
    // A ticket may end before its time, when the key of the cluster changes: one new login.
    await ticket.forget(used);
    return send(await ticket.get(signal));
  }
}
