import {
  loginAttempts,
  parseList,
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
import { failureOf, invalidResponse, LABEL, nodeRefusal } from '../failures';
import { Ticket } from './Ticket';

/** pveproxy handles three requests at a time, and people use its web interface as well. */
const CONCURRENCY = 2;

export interface GetOptions {
  signal: AbortSignal;
  /** Uses a connection of its own, so that nothing else waits for the response. */
  isLowPriority?: boolean;
}

/** A ticket contains the name of its user; characters that a cookie may not have are escaped. */
function escapeCookie(value: string): string {
  return value.replace(/[^\x21-\x7e]|[",;\\]/g, encodeURIComponent);
}

/** Text as UTF-8, of which a header can only hold the bytes. */
function toHeader(value: string): string {
  return Buffer.from(value, 'utf8').toString('latin1');
}

/** Whether the member forwards the request to another node, which may refuse it by itself. */
function isForwarded(path: string): boolean {
  return /^\/nodes\/[^/]+\//.test(path);
}

/** Requests to one member of a cluster, which returns the data of the whole cluster. */
export class MemberClient {
  /** Position of its address in the configuration, from 1. */
  readonly number: number;
  /** Number of configured addresses. */
  readonly total: number;
  readonly address: string;
  readonly isEncrypted: boolean;
  /** Whether the identity of the server is not verified. */
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
    this.total = config.endpoints.length;
    this.address = endpoint.url;
    const { credentials, ca, caFile } = config;
    const { fingerprint } = endpoint;
    // A fingerprint is stricter, so it takes precedence.
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
   * The `data` of a response, which may be `null`.
   *
   * @param path - below `/api2/json`, encoded
   * @throws ProviderFailure, with `upstreamStatus` if there was a response
   */
  async get(path: string, options: GetOptions): Promise<unknown> {
    const response = await this.#send(path, options);
    if (response.status === 401 && isForwarded(path)) {
      throw nodeRefusal(response);
    }
    this.#report(response.status);
    if (response.status !== 200) throw failureOf(response);
    const body = await parseList(response.text, { key: 'data', label: LABEL });
    if (!body || typeof body !== 'object' || !('data' in body)) {
      throw invalidResponse();
    }
    return body.data;
  }

  /** By how much the clock of the member is ahead, in milliseconds. */
  get skewMs(): number {
    return this.#client.clock.skewMs;
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

  async #send(path: string, options: GetOptions): Promise<UpstreamResponse> {
    const { signal, isLowPriority } = options;
    const client = isLowPriority ? this.#lowPriorityClient : this.#client;
    if (this.#credentials.kind === 'token') {
      const { tokenId, tokenSecret } = this.#credentials;
      // Not retried: Proxmox VE delays each 401 by three seconds.
      return client.send({
        path,
        signal,
        headers: {
          Authorization: toHeader(`PVEAPIToken=${tokenId}=${tokenSecret}`),
        },
      });
    }
    const ticket = this.#ticket!;
    const sendWith = async (value: string) =>
      client.send({
        path,
        signal,
        headers: { Cookie: `PVEAuthCookie=${escapeCookie(value)}` },
      });
    const used = await ticket.get(signal);
    const response = await sendWith(used);
    // A node whose clock is wrong refuses a ticket that its cluster accepts.
    if (response.status !== 401 || isForwarded(path)) return response;
    // A ticket may expire early, when the key of the cluster is rotated: log in again once.
    ticket.forget(used);
    return sendWith(await ticket.get(signal));
  }
}
