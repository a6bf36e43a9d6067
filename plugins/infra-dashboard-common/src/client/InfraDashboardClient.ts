import { ResponseError } from '@backstage/errors';
import { API_REQUESTS, type PathParameters } from './apiRequests';
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

type CallOptions<C extends keyof InfraDashboardApi> = {
  query?: object;
  body?: unknown;
  options?: InfraDashboardRequestOptions;
} & ([PathParameters<(typeof API_REQUESTS)[C]>] extends [never]
  ? { path?: undefined }
  : { path: Record<PathParameters<(typeof API_REQUESTS)[C]>, string> });

/** Some proxies refuse an encoded slash, so those of an id remain. */
function fillPath(template: string, values: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (_, name) =>
    name === 'id'
      ? values[name].split('/').map(encodeURIComponent).join('/')
      : encodeURIComponent(values[name]),
  );
}

function toSearch(query: object = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(key, String(value));
  }
  return search.size > 0 ? `?${search}` : '';
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
    this.#call('getClusters', { query, options });

  /** {@inheritDoc InfraDashboardApi.getCluster} */
  readonly getCluster: InfraDashboardApi['getCluster'] = (cluster, options) =>
    this.#call('getCluster', { path: { cluster }, options });

  /** {@inheritDoc InfraDashboardApi.getNode} */
  readonly getNode: InfraDashboardApi['getNode'] = (cluster, node, options) =>
    this.#call('getNode', { path: { cluster, node }, options });

  /** {@inheritDoc InfraDashboardApi.getNodeWorkloads} */
  readonly getNodeWorkloads: InfraDashboardApi['getNodeWorkloads'] = (
    cluster,
    node,
    options,
  ) => this.#call('getNodeWorkloads', { path: { cluster, node }, options });

  /** {@inheritDoc InfraDashboardApi.getNodeImpact} */
  readonly getNodeImpact: InfraDashboardApi['getNodeImpact'] = (
    cluster,
    node,
    options,
  ) => this.#call('getNodeImpact', { path: { cluster, node }, options });

  /** {@inheritDoc InfraDashboardApi.getClusterWorkloads} */
  readonly getClusterWorkloads: InfraDashboardApi['getClusterWorkloads'] = (
    cluster,
    options,
  ) => this.#call('getClusterWorkloads', { path: { cluster }, options });

  /** {@inheritDoc InfraDashboardApi.getHistory} */
  readonly getHistory: InfraDashboardApi['getHistory'] = (
    cluster,
    query,
    options,
  ) => this.#call('getHistory', { path: { cluster }, query, options });

  /** {@inheritDoc InfraDashboardApi.getWorkloadHistory} */
  readonly getWorkloadHistory: InfraDashboardApi['getWorkloadHistory'] = (
    cluster,
    id,
    query,
    options,
  ) =>
    this.#call('getWorkloadHistory', { path: { cluster, id }, query, options });

  /** {@inheritDoc InfraDashboardApi.getHistories} */
  readonly getHistories: InfraDashboardApi['getHistories'] = (query, options) =>
    this.#call('getHistories', { query, options });

  /** {@inheritDoc InfraDashboardApi.getWorkloads} */
  readonly getWorkloads: InfraDashboardApi['getWorkloads'] = (query, options) =>
    this.#call('getWorkloads', { query, options });

  /** {@inheritDoc InfraDashboardApi.getWorkload} */
  readonly getWorkload: InfraDashboardApi['getWorkload'] = (
    cluster,
    id,
    query,
    options,
  ) => this.#call('getWorkload', { path: { cluster, id }, query, options });

  /** {@inheritDoc InfraDashboardApi.getNodes} */
  readonly getNodes: InfraDashboardApi['getNodes'] = (query, options) =>
    this.#call('getNodes', { query, options });

  /** {@inheritDoc InfraDashboardApi.getStorages} */
  readonly getStorages: InfraDashboardApi['getStorages'] = (query, options) =>
    this.#call('getStorages', { query, options });

  /** {@inheritDoc InfraDashboardApi.getChanges} */
  readonly getChanges: InfraDashboardApi['getChanges'] = (query, options) =>
    this.#call('getChanges', { query, options });

  /** {@inheritDoc InfraDashboardApi.getProblems} */
  readonly getProblems: InfraDashboardApi['getProblems'] = (query, options) =>
    this.#call('getProblems', { query, options });

  /** {@inheritDoc InfraDashboardApi.getUnowned} */
  readonly getUnowned: InfraDashboardApi['getUnowned'] = (query, options) =>
    this.#call('getUnowned', { query, options });

  /** {@inheritDoc InfraDashboardApi.getCapacity} */
  readonly getCapacity: InfraDashboardApi['getCapacity'] = (query, options) =>
    this.#call('getCapacity', { query, options });

  /** {@inheritDoc InfraDashboardApi.muteProblem} */
  readonly muteProblem: InfraDashboardApi['muteProblem'] = (mute, options) =>
    this.#call('muteProblem', { body: mute, options });

  /** {@inheritDoc InfraDashboardApi.unmuteProblem} */
  readonly unmuteProblem: InfraDashboardApi['unmuteProblem'] = (id, options) =>
    this.#call('unmuteProblem', { path: { id }, options });

  /** {@inheritDoc InfraDashboardApi.getPlatforms} */
  readonly getPlatforms: InfraDashboardApi['getPlatforms'] = options =>
    this.#call('getPlatforms', { options });

  /** {@inheritDoc InfraDashboardApi.getProviders} */
  readonly getProviders: InfraDashboardApi['getProviders'] = options =>
    this.#call('getProviders', { options });

  /** {@inheritDoc InfraDashboardApi.testProvider} */
  readonly testProvider: InfraDashboardApi['testProvider'] = (name, options) =>
    this.#call('testProvider', { path: { name }, options });

  /** {@inheritDoc InfraDashboardApi.refreshProvider} */
  readonly refreshProvider: InfraDashboardApi['refreshProvider'] = (
    name,
    options,
  ) => this.#call('refreshProvider', { path: { name }, options });

  /** {@inheritDoc InfraDashboardApi.setProviderEnabled} */
  readonly setProviderEnabled: InfraDashboardApi['setProviderEnabled'] = (
    name,
    enabled,
    options,
  ) =>
    this.#call('setProviderEnabled', {
      path: { name },
      body: { enabled },
      options,
    });

  /** {@inheritDoc InfraDashboardApi.validateProvider} */
  readonly validateProvider: InfraDashboardApi['validateProvider'] = (
    entry,
    options,
  ) => this.#call('validateProvider', { body: entry, options });

  /** {@inheritDoc InfraDashboardApi.getHealth} */
  readonly getHealth: InfraDashboardApi['getHealth'] = options =>
    this.#call('getHealth', { options });

  /** {@inheritDoc InfraDashboardApi.getSummary} */
  readonly getSummary: InfraDashboardApi['getSummary'] = (query, options) =>
    this.#call('getSummary', { query, options });

  async #call<C extends keyof InfraDashboardApi>(
    call: C,
    request: CallOptions<C>,
  ): Promise<Awaited<ReturnType<InfraDashboardApi[C]>>> {
    type Value = Awaited<ReturnType<InfraDashboardApi[C]>>;
    const { body, options, query, path = {} } = request;
    const [method, template] = API_REQUESTS[call].split(' ');
    const baseUrl = await this.#discoveryApi.getBaseUrl('infra-dashboard');
    const url = `${baseUrl}${fillPath(template, path)}${toSearch(query)}`;
    const isRead = method === 'GET';
    // The tag includes what the caller may see: it fits no other caller's response.
    const known = isRead ? this.#known.get(url) : undefined;
    const response = await this.#fetchApi.fetch(url, {
      method,
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
      return known.value as Value;
    }
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const value = (await response.json()) as Value;
    const tag = isRead ? response.headers?.get('ETag') : undefined;
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
