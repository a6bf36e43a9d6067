import {
  parseJson,
  type ServerClock,
  type UpstreamRequest,
  type UpstreamResponse,
  type UpstreamStream,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import {
  describeCredentials,
  type CredentialsInfo,
} from './credentials/describeCredentials';
import type { KubernetesConnection } from './credentials/KubernetesConnection';
import { LABEL, toFailure } from './failures';

export interface WatchRequest {
  /** Path of the list. */
  path: string;
  /** Selects objects. */
  query?: Record<string, string>;
  /** What is watched, in words for people: `pods`. */
  title: string;
  resourceVersion: string;
  /** When the server ends the watch. */
  timeoutSeconds: number;
  /** Bounds the time until the watch is open. */
  opening: AbortSignal;
  /** Ends the watch. */
  signal: AbortSignal;
}

/** Requests to the Kubernetes API. */
export class KubernetesClient {
  readonly #connection: KubernetesConnection;

  constructor(connection: KubernetesConnection) {
    this.#connection = connection;
  }

  /** Changes with the credentials. */
  get credentialsVersion(): number {
    return this.#connection.credentialsVersion;
  }

  /** The clock of the API server, for the age of its objects. */
  get clock(): ServerClock {
    return this.#connection.clock;
  }

  /** @throws ProviderFailure where the credentials cannot be loaded */
  async describeCredentials(signal: AbortSignal): Promise<CredentialsInfo> {
    return describeCredentials(await this.#connection.credentials(signal));
  }

  /** Resolves with the response whatever its status. */
  send(request: UpstreamRequest): Promise<UpstreamResponse> {
    return this.#connection.send(request);
  }

  /** @param action - what is requested, in the words of RBAC: `get version` */
  async get(
    path: string,
    action: string,
    signal: AbortSignal,
  ): Promise<unknown> {
    const response = await this.send({ path, signal });
    if (response.status !== 200) throw toFailure(response, action);
    return parseJson(response.text, LABEL);
  }

  async post(
    path: string,
    body: unknown,
    options: { action: string; signal: AbortSignal },
  ): Promise<unknown> {
    const response = await this.send({
      path,
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: options.signal,
    });
    if (response.status !== 200 && response.status !== 201) {
      throw toFailure(response, options.action);
    }
    return parseJson(response.text, LABEL);
  }

  /** Opens a watch. Resolves with any status but 401 and 429, which concern all requests. */
  async watch(request: WatchRequest): Promise<UpstreamStream> {
    const { opening, path, resourceVersion, timeoutSeconds, title } = request;
    const opened = new AbortController();
    const giveUp = () => opened.abort();
    opening.addEventListener('abort', giveUp, { once: true });
    try {
      const stream = await this.#connection.stream(
        {
          path,
          query: {
            ...request.query,
            watch: 'true',
            allowWatchBookmarks: 'true',
            resourceVersion,
            timeoutSeconds,
          },
          signal: AbortSignal.any([opened.signal, request.signal]),
        },
        opening,
      );
      if (stream.status === 401 || stream.status === 429) {
        throw toFailure(stream, `watch ${title}`);
      }
      return stream;
    } finally {
      opening.removeEventListener('abort', giveUp);
    }
  }
}
