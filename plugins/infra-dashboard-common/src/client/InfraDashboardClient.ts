import { ResponseError } from '@backstage/errors';
import type {
  ClusterList,
  ClusterQuery,
  ClusterStatus,
  ConnectionCheck,
  HealthReport,
  History,
  HistoryList,
  HistoryListQuery,
  HistoryQuery,
  NodeImpact,
  NodeStatus,
  PlatformList,
  ProviderList,
  ProviderStatus,
  ProviderValidation,
  WorkloadList,
  WorkloadPage,
  WorkloadQuery,
} from '../model';
import type {
  InfraDashboardApi,
  InfraDashboardRequestOptions,
} from './InfraDashboardApi';

/** What the client needs of Backstage; both its frontend and its backend have them. @public */
export interface InfraDashboardClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi?: { fetch: typeof fetch };
}

/**
 * Isomorphic client of the backend's HTTP API, for the browser and for other backend plugins.
 *
 * @public
 */
export class InfraDashboardClient implements InfraDashboardApi {
  readonly #discoveryApi: InfraDashboardClientOptions['discoveryApi'];
  readonly #fetchApi: { fetch: typeof fetch };

  constructor(options: InfraDashboardClientOptions) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi ?? {
      fetch: (...args: Parameters<typeof fetch>) => fetch(...args),
    };
  }

  getClusters(query?: ClusterQuery, options?: InfraDashboardRequestOptions) {
    return this.#get<ClusterList>(['clusters'], query, options);
  }

  getCluster(cluster: string, options?: InfraDashboardRequestOptions) {
    return this.#get<ClusterStatus>(['clusters', cluster], undefined, options);
  }

  getNode(
    cluster: string,
    node: string,
    options?: InfraDashboardRequestOptions,
  ) {
    return this.#get<NodeStatus>(
      ['clusters', cluster, 'nodes', node],
      undefined,
      options,
    );
  }

  getNodeWorkloads(
    cluster: string,
    node: string,
    options?: InfraDashboardRequestOptions,
  ) {
    return this.#get<WorkloadList>(
      ['clusters', cluster, 'nodes', node, 'workloads'],
      undefined,
      options,
    );
  }

  getNodeImpact(
    cluster: string,
    node: string,
    options?: InfraDashboardRequestOptions,
  ) {
    return this.#get<NodeImpact>(
      ['clusters', cluster, 'nodes', node, 'impact'],
      undefined,
      options,
    );
  }

  getClusterWorkloads(cluster: string, options?: InfraDashboardRequestOptions) {
    return this.#get<WorkloadList>(
      ['clusters', cluster, 'workloads'],
      undefined,
      options,
    );
  }

  getHistory(
    cluster: string,
    query?: HistoryQuery,
    options?: InfraDashboardRequestOptions,
  ) {
    return this.#get<History>(['clusters', cluster, 'history'], query, options);
  }

  getHistories(
    query: HistoryListQuery,
    options?: InfraDashboardRequestOptions,
  ) {
    return this.#get<HistoryList>(['history'], query, options);
  }

  getWorkloads(query?: WorkloadQuery, options?: InfraDashboardRequestOptions) {
    return this.#get<WorkloadPage>(['workloads'], query, options);
  }

  getPlatforms(options?: InfraDashboardRequestOptions) {
    return this.#get<PlatformList>(['platforms'], undefined, options);
  }

  getProviders(options?: InfraDashboardRequestOptions) {
    return this.#get<ProviderList>(['providers'], undefined, options);
  }

  testProvider(provider: string, options?: InfraDashboardRequestOptions) {
    return this.#send<ConnectionCheck>(
      'POST',
      ['providers', provider, 'test'],
      undefined,
      options,
    );
  }

  refreshProvider(provider: string, options?: InfraDashboardRequestOptions) {
    return this.#send<ProviderStatus>(
      'POST',
      ['providers', provider, 'refresh'],
      undefined,
      options,
    );
  }

  setProviderEnabled(
    provider: string,
    enabled: boolean,
    options?: InfraDashboardRequestOptions,
  ) {
    return this.#send<ProviderStatus>(
      'PUT',
      ['providers', provider, 'enabled'],
      { enabled },
      options,
    );
  }

  validateProvider(
    entry: Record<string, unknown>,
    options?: InfraDashboardRequestOptions,
  ) {
    return this.#send<ProviderValidation>(
      'POST',
      ['providers', 'validate'],
      entry,
      options,
    );
  }

  getHealth(options?: InfraDashboardRequestOptions) {
    return this.#get<HealthReport>(['health'], undefined, options);
  }

  #get<T>(
    segments: string[],
    query: Record<string, string | number | undefined> | undefined,
    options: InfraDashboardRequestOptions | undefined,
  ): Promise<T> {
    const search = new URLSearchParams();
    for (const [key, value] of Object.entries(query ?? {})) {
      if (value !== undefined && value !== '') search.set(key, String(value));
    }
    const suffix = search.size > 0 ? `?${search}` : '';
    return this.#fetch<T>(segments, { suffix }, options);
  }

  #send<T>(
    method: 'POST' | 'PUT',
    segments: string[],
    body: unknown,
    options: InfraDashboardRequestOptions | undefined,
  ): Promise<T> {
    return this.#fetch<T>(segments, { method, body }, options);
  }

  async #fetch<T>(
    segments: string[],
    request: { method?: string; suffix?: string; body?: unknown },
    options: InfraDashboardRequestOptions | undefined,
  ): Promise<T> {
    const { body, method, suffix = '' } = request;
    const baseUrl = await this.#discoveryApi.getBaseUrl('infra-dashboard');
    const path = segments.map(encodeURIComponent).join('/');
    const response = await this.#fetchApi.fetch(`${baseUrl}/${path}${suffix}`, {
      ...(method && { method }),
      headers: {
        Accept: 'application/json',
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(options?.token && { Authorization: `Bearer ${options.token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: options?.signal,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return (await response.json()) as T;
  }
}
