import { ResponseError } from '@backstage/errors';
import type {
  InfraDashboardApi,
  InfraDashboardRequestOptions,
} from './InfraDashboardApi';

/** Backstage APIs that the client needs; available in the frontend and in the backend. @public */
export interface InfraDashboardClientOptions {
  /** Finds the backend. */
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  /** Adds credentials in the browser. Default: the global `fetch` */
  fetchApi?: { fetch: typeof fetch };
}

/** Responses that are remembered: the lists of a few pages. */
const MAX_KNOWN = 20;

/**
 * Isomorphic client of the backend's HTTP API, for the browser and for other backend plugins.
 * It remembers a few responses, and returns the same object where nothing has changed: do not
 * change what it returns.
 *
 * @public
 */
export class InfraDashboardClient implements InfraDashboardApi {
  readonly #discoveryApi: InfraDashboardClientOptions['discoveryApi'];
  readonly #fetchApi: { fetch: typeof fetch };
  /** The latest responses that have a tag, by URL; the one that was used last is last. */
  readonly #known = new Map<string, { tag: string; value: unknown }>();

  constructor(options: InfraDashboardClientOptions) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi ?? {
      fetch: (...args: Parameters<typeof fetch>) => fetch(...args),
    };
  }

  /** {@inheritDoc InfraDashboardApi.getClusters} */
  readonly getClusters: InfraDashboardApi['getClusters'] = (query, options) =>
    this.#get(['clusters'], { query, options });

  /** {@inheritDoc InfraDashboardApi.getCluster} */
  readonly getCluster: InfraDashboardApi['getCluster'] = (cluster, options) =>
    this.#get(['clusters', cluster], { options });

  /** {@inheritDoc InfraDashboardApi.getNode} */
  readonly getNode: InfraDashboardApi['getNode'] = (cluster, node, options) =>
    this.#get(['clusters', cluster, 'nodes', node], { options });

  /** {@inheritDoc InfraDashboardApi.getNodeWorkloads} */
  readonly getNodeWorkloads: InfraDashboardApi['getNodeWorkloads'] = (
    cluster,
    node,
    options,
  ) =>
    this.#get(['clusters', cluster, 'nodes', node, 'workloads'], { options });

  /** {@inheritDoc InfraDashboardApi.getNodeImpact} */
  readonly getNodeImpact: InfraDashboardApi['getNodeImpact'] = (
    cluster,
    node,
    options,
  ) => this.#get(['clusters', cluster, 'nodes', node, 'impact'], { options });

  /** {@inheritDoc InfraDashboardApi.getClusterWorkloads} */
  readonly getClusterWorkloads: InfraDashboardApi['getClusterWorkloads'] = (
    cluster,
    options,
  ) => this.#get(['clusters', cluster, 'workloads'], { options });

  /** {@inheritDoc InfraDashboardApi.getHistory} */
  readonly getHistory: InfraDashboardApi['getHistory'] = (
    cluster,
    query,
    options,
  ) => this.#get(['clusters', cluster, 'history'], { query, options });

  /** {@inheritDoc InfraDashboardApi.getWorkloadHistory} */
  readonly getWorkloadHistory: InfraDashboardApi['getWorkloadHistory'] = (
    cluster,
    id,
    query,
    options,
  ) => this.#get(['history', 'workloads', cluster, id], { query, options });

  /** {@inheritDoc InfraDashboardApi.getHistories} */
  readonly getHistories: InfraDashboardApi['getHistories'] = (query, options) =>
    this.#get(['history'], { query, options });

  /** {@inheritDoc InfraDashboardApi.getWorkloads} */
  readonly getWorkloads: InfraDashboardApi['getWorkloads'] = (query, options) =>
    this.#get(['workloads'], { query, options });

  /** {@inheritDoc InfraDashboardApi.getWorkload} */
  readonly getWorkload: InfraDashboardApi['getWorkload'] = (
    cluster,
    id,
    query,
    options,
    // Some proxies refuse an encoded slash.
  ) => this.#get(['workloads', cluster, ...id.split('/')], { query, options });

  /** {@inheritDoc InfraDashboardApi.getStorages} */
  readonly getStorages: InfraDashboardApi['getStorages'] = (query, options) =>
    this.#get(['storages'], { query, options });

  /** {@inheritDoc InfraDashboardApi.getChanges} */
  readonly getChanges: InfraDashboardApi['getChanges'] = (query, options) =>
    this.#get(['changes'], { query, options });

  /** {@inheritDoc InfraDashboardApi.getProblems} */
  readonly getProblems: InfraDashboardApi['getProblems'] = (query, options) =>
    this.#get(['problems'], { query, options });

  /** {@inheritDoc InfraDashboardApi.getUnowned} */
  readonly getUnowned: InfraDashboardApi['getUnowned'] = (query, options) =>
    this.#get(['unowned'], { query, options });

  /** {@inheritDoc InfraDashboardApi.getCapacity} */
  readonly getCapacity: InfraDashboardApi['getCapacity'] = (query, options) =>
    this.#get(['capacity'], { query, options });

  /** {@inheritDoc InfraDashboardApi.muteProblem} */
  readonly muteProblem: InfraDashboardApi['muteProblem'] = (mute, options) =>
    this.#send('POST', ['problems', 'mutes'], { body: mute, options });

  /** {@inheritDoc InfraDashboardApi.unmuteProblem} */
  readonly unmuteProblem: InfraDashboardApi['unmuteProblem'] = (
    mute,
    options,
  ) => this.#send('DELETE', ['problems', 'mutes', mute], { options });

  /** {@inheritDoc InfraDashboardApi.getPlatforms} */
  readonly getPlatforms: InfraDashboardApi['getPlatforms'] = options =>
    this.#get(['platforms'], { options });

  /** {@inheritDoc InfraDashboardApi.getProviders} */
  readonly getProviders: InfraDashboardApi['getProviders'] = options =>
    this.#get(['providers'], { options });

  /** {@inheritDoc InfraDashboardApi.testProvider} */
  readonly testProvider: InfraDashboardApi['testProvider'] = (
    provider,
    options,
  ) => this.#send('POST', ['providers', provider, 'test'], { options });

  /** {@inheritDoc InfraDashboardApi.refreshProvider} */
  readonly refreshProvider: InfraDashboardApi['refreshProvider'] = (
    provider,
    options,
  ) => this.#send('POST', ['providers', provider, 'refresh'], { options });

  /** {@inheritDoc InfraDashboardApi.setProviderEnabled} */
  readonly setProviderEnabled: InfraDashboardApi['setProviderEnabled'] = (
    provider,
    enabled,
    options,
  ) =>
    this.#send('PUT', ['providers', provider, 'enabled'], {
      body: { enabled },
      options,
    });

  /** {@inheritDoc InfraDashboardApi.validateProvider} */
  readonly validateProvider: InfraDashboardApi['validateProvider'] = (
    entry,
    options,
  ) => this.#send('POST', ['providers', 'validate'], { body: entry, options });

  /** {@inheritDoc InfraDashboardApi.getHealth} */
  readonly getHealth: InfraDashboardApi['getHealth'] = options =>
    this.#get(['health'], { options });

  /** {@inheritDoc InfraDashboardApi.getSummary} */
  readonly getSummary: InfraDashboardApi['getSummary'] = (query, options) =>
    this.#get(['summary'], { query, options });

  #get<T>(
    segments: string[],
    request: { query?: object; options?: InfraDashboardRequestOptions },
  ): Promise<T> {
    const search = new URLSearchParams();
    for (const [key, value] of Object.entries(request.query ?? {})) {
      if (value !== undefined && value !== '') search.set(key, String(value));
    }
    const suffix = search.size > 0 ? `?${search}` : '';
    return this.#fetch(segments, { suffix, options: request.options });
  }

  #send<T>(
    method: 'DELETE' | 'POST' | 'PUT',
    segments: string[],
    request: { body?: unknown; options?: InfraDashboardRequestOptions },
  ): Promise<T> {
    return this.#fetch(segments, { method, ...request });
  }

  async #fetch<T>(
    segments: string[],
    request: {
      method?: string;
      suffix?: string;
      body?: unknown;
      options?: InfraDashboardRequestOptions;
    },
  ): Promise<T> {
    const { body, method, options, suffix = '' } = request;
    const baseUrl = await this.#discoveryApi.getBaseUrl('infra-dashboard');
    const path = segments.map(encodeURIComponent).join('/');
    const url = `${baseUrl}/${path}${suffix}`;
    // The tag includes what the caller may see: it fits no other caller's response.
    const known = method ? undefined : this.#known.get(url);
    const response = await this.#fetchApi.fetch(url, {
      ...(method && { method }),
      headers: {
        Accept: 'application/json',
        ...(known && { 'If-None-Match': known.tag }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(options?.token && { Authorization: `Bearer ${options.token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: options?.signal,
    });
    if (known && response.status === 304) {
      this.#remember(url, known);
      return known.value as T;
    }
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const value = (await response.json()) as T;
    const tag = method ? undefined : response.headers?.get('ETag');
    if (tag) this.#remember(url, { tag, value });
    else this.#known.delete(url);
    return value;
  }

  #remember(url: string, known: { tag: string; value: unknown }): void {
    this.#known.delete(url);
    this.#known.set(url, known);
    if (this.#known.size <= MAX_KNOWN) return;
    const [oldest] = this.#known.keys();
    this.#known.delete(oldest);
  }
}
