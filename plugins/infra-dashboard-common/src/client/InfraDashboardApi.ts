import type {
  ClusterStatus,
  ConnectionCheck,
  NodeStatus,
  ProblemMute,
  ProviderStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { EstateSummary, SummaryQuery } from './summary';
import type { History } from './history';
import type { NodeImpact } from './impact';
import type { ProblemMuteRequest, ProblemPage, ProblemQuery } from './problems';
import type {
  StorageQuery,
  ChangeQuery,
  ClusterQuery,
  HistoryListQuery,
  HistoryQuery,
  NodeQuery,
  WorkloadDetailQuery,
  WorkloadHistoryQuery,
  WorkloadQuery,
} from './queries';
import type {
  StoragePage,
  ChangePage,
  ClusterList,
  HealthReport,
  HistoryList,
  NodePage,
  PlatformList,
  ProviderList,
  ProviderValidation,
  WorkloadList,
  WorkloadPage,
  WorkloadResponse,
} from './responses';
import type { CapacityQuery, CapacityReport } from './capacity';
import type { UnownedPage, UnownedQuery } from './unowned';

/** Options of every call of the client. @public */
export interface InfraDashboardRequestOptions {
  /** Bearer token; backend callers pass a plugin token, the browser adds its own. */
  token?: string;
  /** Cancels the request. */
  signal?: AbortSignal;
}

/**
 * The backend's HTTP API.
 *
 * Every method rejects with a `ResponseError` of `@backstage/errors` when the response
 * is not 2xx. An unreachable cluster is not an error: it is listed with its `error`.
 *
 * @public
 */
export interface InfraDashboardApi {
  /** All clusters. */
  getClusters(
    query?: ClusterQuery,
    options?: InfraDashboardRequestOptions,
  ): Promise<ClusterList>;
  /** One cluster with its nodes. */
  getCluster(
    cluster: string,
    options?: InfraDashboardRequestOptions,
  ): Promise<ClusterStatus>;
  /** One node with all that is known of it. */
  getNode(
    cluster: string,
    node: string,
    options?: InfraDashboardRequestOptions,
  ): Promise<NodeStatus>;
  /** The workloads of a node. */
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
  /** The workloads of a cluster. */
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
  /** How a workload was used over time. */
  getWorkloadHistory(
    cluster: string,
    id: string,
    query?: WorkloadHistoryQuery,
    options?: InfraDashboardRequestOptions,
  ): Promise<History>;
  /** One metric of all clusters over time. */
  getHistories(
    query: HistoryListQuery,
    options?: InfraDashboardRequestOptions,
  ): Promise<HistoryList>;
  /** Workloads of all clusters, filtered, sorted and paged. */
  getWorkloads(
    query?: WorkloadQuery,
    options?: InfraDashboardRequestOptions,
  ): Promise<WorkloadPage>;
  /** One workload; `include` reads its details from the platform. */
  getWorkload(
    cluster: string,
    id: string,
    query?: WorkloadDetailQuery,
    options?: InfraDashboardRequestOptions,
  ): Promise<WorkloadResponse>;
  /** Nodes of all clusters, filtered, sorted and paged. */
  getNodes(
    query?: NodeQuery,
    options?: InfraDashboardRequestOptions,
  ): Promise<NodePage>;
  /** Storages of all clusters, filtered, sorted and paged. */
  getStorages(
    query?: StorageQuery,
    options?: InfraDashboardRequestOptions,
  ): Promise<StoragePage>;
  /** The configured providers and their state. */
  getProviders(options?: InfraDashboardRequestOptions): Promise<ProviderList>;
  /** A checklist of what the credentials of a provider may read. */
  testProvider(
    provider: string,
    options?: InfraDashboardRequestOptions,
  ): Promise<ConnectionCheck>;
  /** Reads a provider now, also where its breaker is open; resolves when that is done. */
  refreshProvider(
    provider: string,
    options?: InfraDashboardRequestOptions,
  ): Promise<ProviderStatus>;
  /** Turns a provider on or off. */
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
  /** State of all providers and clusters in numbers. */
  getHealth(options?: InfraDashboardRequestOptions): Promise<HealthReport>;
  /** Counts and totals over all clusters, or those of one owner. */
  getSummary(
    query?: SummaryQuery,
    options?: InfraDashboardRequestOptions,
  ): Promise<EstateSummary>;
  /** What changed, the latest first. */
  getChanges(
    query?: ChangeQuery,
    options?: InfraDashboardRequestOptions,
  ): Promise<ChangePage>;
  /** What is wrong, grouped by cause, the worst first. */
  getProblems(
    query?: ProblemQuery,
    options?: InfraDashboardRequestOptions,
  ): Promise<ProblemPage>;
  /** What has no owner, or only by a default, with what may name it. */
  getUnowned(
    query?: UnownedQuery,
    options?: InfraDashboardRequestOptions,
  ): Promise<UnownedPage>;
  /** Where a machine or pod of a size fits, and what remains without the largest node. */
  getCapacity(
    query?: CapacityQuery,
    options?: InfraDashboardRequestOptions,
  ): Promise<CapacityReport>;
  /** Mutes a problem, or all problems of a cluster, until a time. */
  muteProblem(
    mute: ProblemMuteRequest,
    options?: InfraDashboardRequestOptions,
  ): Promise<ProblemMute>;
  /** Ends a mute. */
  unmuteProblem(
    mute: string,
    options?: InfraDashboardRequestOptions,
  ): Promise<ProblemMute>;
  /** The descriptors of all platforms; read without connecting to them. */
  getPlatforms(options?: InfraDashboardRequestOptions): Promise<PlatformList>;
}
