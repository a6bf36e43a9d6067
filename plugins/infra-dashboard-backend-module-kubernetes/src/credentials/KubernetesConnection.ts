import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  type ProviderFailure,
  type ProviderLogin,
  loginAttempts,
  type PlatformContext,
  ServerClock,
  systemClock,
  type Clock,
  type UpstreamClient,
  type UpstreamRequest,
  type UpstreamResponse,
  type UpstreamStream,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { KubernetesConfig } from '../config';
import { LABEL } from '../failures';
import {
  KubeConfigCredentials,
  type ClientNode,
} from './KubeConfigCredentials';
import { TokenCredentials } from './TokenCredentials';
import type { Credentials, CredentialsSource } from './types';

/** How long credentials are used before files are read again, as client-go does. */
const RELOAD_AFTER_MS = 60_000;

/** How old they may be to tell whether they have changed. */
const CHANGED_AFTER_MS = 10_000;

export interface KubernetesConnectionOptions {
  config: KubernetesConfig;
  http: PlatformContext<unknown>['http'];
  logger: LoggerService;
  /** How to load `@kubernetes/client-node`; default: as an ES module, when needed. */
  loadClientNode?: () => Promise<ClientNode>;
  clock?: Clock;
}

interface Session {
  credentials: Credentials;
  client: UpstreamClient;
  /** Monotonic milliseconds. */
  loadedAt: number;
}

function sourceOf(options: KubernetesConnectionOptions): CredentialsSource {
  const { config, loadClientNode } = options;
  return config.url
    ? new TokenCredentials({ ...config, url: config.url })
    : new KubeConfigCredentials({ config, loadClientNode });
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What a client is made with. */
function connectionOf({ impersonation, proxy, server, tls }: Credentials) {
  return [impersonation, proxy, server, tls];
}

/**
 * A connection to one API server with credentials that rotate: files are read again every
 * minute, and at once after a 401.
 */
export class KubernetesConnection {
  readonly #options: KubernetesConnectionOptions;
  readonly #source: CredentialsSource;
  readonly #time: Clock;
  #session: Session | undefined;
  #retired: UpstreamClient | undefined;
  #credentialsVersion = 0;
  #loading: Promise<Session> | undefined;

  constructor(options: KubernetesConnectionOptions) {
    this.#options = options;
    this.#source = sourceOf(options);
    this.#time = options.clock ?? systemClock;
  }

  /** Resolves with the response whatever its status, 401 only if new credentials fail too. */
  async send(request: UpstreamRequest): Promise<UpstreamResponse> {
    const session = await this.#current(request.signal);
    const response = await this.#exchange(session, request);
    if (response.status !== 401) return this.#countLogin(session, response);
    const renewed = await this.#renew(session, request.signal);
    // The same token again would only fill the audit log.
    return this.#countLogin(
      renewed,
      isSame(renewed.credentials, session.credentials)
        ? response
        : await this.#exchange(renewed, request),
    );
  }

  /** Changes with the credentials. */
  get credentialsVersion(): number {
    return this.#credentialsVersion;
  }

  /** The clock of the API server; that of this machine until it has responded. */
  get clock(): ServerClock {
    return this.#session?.client.clock ?? new ServerClock();
  }

  /** The same for a response that does not end. */
  async stream(
    request: UpstreamRequest,
    opening: AbortSignal,
  ): Promise<UpstreamStream> {
    const open = ({ client, credentials }: Session) =>
      client.stream({
        ...request,
        headers: { ...request.headers, ...credentials.headers },
      });
    const session = await this.#current(opening);
    const response = await open(session);
    if (response.status !== 401) return response;
    const renewed = await this.#renew(session, opening);
    return isSame(renewed.credentials, session.credentials)
      ? response
      : open(renewed);
  }

  /** The credentials of the next request. */
  async login(signal: AbortSignal): Promise<ProviderLogin> {
    const session = this.#session;
    const { credentials } =
      session && this.#time.monotonic() - session.loadedAt < CHANGED_AFTER_MS
        ? session
        : await this.#load({ renew: false, signal });
    const { headers, server, tls } = credentials;
    return {
      address: server,
      credentials: JSON.stringify([headers, tls.cert]),
    };
  }

  /** The credentials in use. */
  async credentials(signal: AbortSignal): Promise<Credentials> {
    return (await this.#current(signal)).credentials;
  }

  async close(): Promise<void> {
    const clients = [this.#session?.client, this.#retired];
    this.#session = undefined;
    this.#retired = undefined;
    await Promise.all(clients.map(client => client?.close()));
  }

  #countLogin<T extends { status: number }>(session: Session, response: T): T {
    const { server } = session.credentials;
    const { status } = response;
    if (status === 401) loginAttempts().refused(server);
    if (status === 403 || (status >= 200 && status < 300)) {
      loginAttempts().accepted(server);
    }
    return response;
  }

  async #exchange(session: Session, request: UpstreamRequest) {
    try {
      return await session.client.send({
        ...request,
        headers: { ...request.headers, ...session.credentials.headers },
      });
    } catch (error) {
      // The authority may have changed: the next request reads its file again.
      if ((error as ProviderFailure).code === 'TLS')
        session.loadedAt = -Infinity;
      throw error;
    }
  }

  async #current(signal: AbortSignal): Promise<Session> {
    const session = this.#session;
    if (!session) return this.#load({ renew: false, signal });
    const { expiresAt = Infinity } = session.credentials;
    const isExpired = this.#time.now() >= expiresAt;
    const age = this.#time.monotonic() - session.loadedAt;
    if (!isExpired && age < RELOAD_AFTER_MS) {
      return session;
    }
    try {
      return await this.#load({ renew: false, signal });
    } catch (error) {
      if (isExpired) throw error;
      // The file may be in the middle of a replacement: the credentials in use may still work.
      this.#options.logger.warn(
        `Reloading the Kubernetes credentials failed: ${
          (error as Error).message
        }`,
      );
      session.loadedAt = this.#time.monotonic();
      return session;
    }
  }

  #renew(refused: Session, signal: AbortSignal): Promise<Session> {
    // Several requests may be refused at a time; the first one renews for all.
    return this.#session && this.#session !== refused
      ? Promise.resolve(this.#session)
      : this.#load({ renew: true, signal });
  }

  #load(options: { renew: boolean; signal: AbortSignal }): Promise<Session> {
    this.#loading ??= this.#open(options).finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #open(options: {
    renew: boolean;
    signal: AbortSignal;
  }): Promise<Session> {
    const credentials = await this.#source.load(options);
    const old = this.#session;
    const { impersonation, proxy, server, tls } = credentials;
    const unchanged =
      old && isSame(connectionOf(credentials), connectionOf(old.credentials));
    if (!old || !isSame(credentials, old.credentials)) {
      this.#credentialsVersion += 1;
    }
    this.#session = {
      credentials,
      client: unchanged
        ? old.client
        : this.#options.http({
            label: LABEL,
            baseUrl: server,
            headers: impersonation,
            proxy,
            tls,
          }),
      loadedAt: this.#time.monotonic(),
    };
    if (old && !unchanged) {
      // Requests may still be in flight through it: it is closed at the next change.
      void this.#retired?.close();
      this.#retired = old.client;
    }
    return this.#session;
  }
}
