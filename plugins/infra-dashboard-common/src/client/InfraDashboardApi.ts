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

/** Options of every call of the client. @public */
export interface InfraDashboardRequestOptions {
  /** Bearer token; backend callers pass a plugin token, the browser adds its own. */
  token?: string;
  signal?: AbortSignal;
}

/**
 * The backend's HTTP API.
 *
 * Every method rejects with a `ResponseError` of `@backstage/errors` when the answer is
 * not 2xx. A dead cluster is no error: it is listed with its `error`.
 *
 * @public
 */
export interface InfraDashboardApi {
  getClusters(
    query?: ClusterQuery,
    options?: InfraDashboardRequestOptions,
  ): Promise<ClusterList>;
  getCluster(
    cluster: string,
    options?: InfraDashboardRequestOptions,
  ): Promise<ClusterStatus>;
  getNode(
    cluster: string,
    node: string,
    options?: InfraDashboardRequestOptions,
  ): Promise<NodeStatus>;
  getNodeWorkloads(
    cluster: string,
    node: string,
    options?: InfraDashboardRequestOptions,
  ): Promise<WorkloadList>;
  /** Which workloads, components and owners depend on a node, across platforms. */
  getNodeImpact(
    cluster: string,
    node: string,
    options?: InfraDashboardRequestOptions,
  ): Promise<NodeImpact>;
  getClusterWorkloads(
    cluster: string,
    options?: InfraDashboardRequestOptions,
  ): Promise<WorkloadList>;
  /** How a cluster, or one of its nodes, was used over time. */
  getHistory(
    cluster: string,
    query?: HistoryQuery,
    options?: InfraDashboardRequestOptions,
  ): Promise<History>;
  /** One metric of all clusters over time. */
  getHistories(
    query: HistoryListQuery,
    options?: InfraDashboardRequestOptions,
  ): Promise<HistoryList>;
  getWorkloads(
    query?: WorkloadQuery,
    options?: InfraDashboardRequestOptions,
  ): Promise<WorkloadPage>;
  getProviders(options?: InfraDashboardRequestOptions): Promise<ProviderList>;
  /** What the credentials of a provider may read, as a checklist. */
  testProvider(
    provider: string,
    options?: InfraDashboardRequestOptions,
  ): Promise<ConnectionCheck>;
  /** Reads a provider now, also where its breaker is open; resolves when that is done. */
  refreshProvider(
    provider: string,
    options?: InfraDashboardRequestOptions,
  ): Promise<ProviderStatus>;
  setProviderEnabled(
    provider: string,
    enabled: boolean,
    options?: InfraDashboardRequestOptions,
  ): Promise<ProviderStatus>;
  /** Checks an entry of the configuration; nothing is stored or connected to. */
  validateProvider(
    entry: Record<string, unknown>,
    options?: InfraDashboardRequestOptions,
  ): Promise<ProviderValidation>;
  getHealth(options?: InfraDashboardRequestOptions): Promise<HealthReport>;
  /** What is known of each platform without connecting to it. */
  getPlatforms(options?: InfraDashboardRequestOptions): Promise<PlatformList>;
}
