import { FAKE_PLATFORMS } from './fakePlatforms';
import { ResponseError } from '@backstage/errors';
import {
  countBy,
  type ConnectionCheck,
  type ProblemMute,
  type ProviderStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  EstateSummary,
  History,
  NodeImpact,
  ProblemMuteRequest,
  ProblemPage,
  ProblemQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type {
  ChangePage,
  ChangeQuery,
  ClusterQuery,
  HealthReport,
  HistoryList,
  HistoryListQuery,
  HistoryQuery,
  ProviderValidation,
  StorageQuery,
  WorkloadQuery,
  WorkloadResponse,
  InfraDashboardApi,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { Inventory } from './demoInventory';
import { demoStorages } from './demoStorages';
import { fakeChangePage } from './fakeChangePage';
import { fakeHistory } from './fakeHistory';
import { fakeImpact } from './fakeImpact';
import { fakeStoragePage } from './fakeStoragePage';
import { fakeProblemPage } from './fakeProblems';
import { fakeWorkloadPage } from './fakeWorkloadPage';

/** The error that the real client rejects with for a response with this status. */
export function createResponseError(
  status: number,
  options: { message?: string; headers?: Record<string, string> } = {},
): Promise<ResponseError> {
  const names: Record<number, string> = {
    401: 'AuthenticationError',
    403: 'NotAllowedError',
    404: 'NotFoundError',
    503: 'ServiceUnavailableError',
  };
  const body = {
    error: {
      name: names[status] ?? 'Error',
      message: options.message ?? `Status ${status}`,
    },
    response: { statusCode: status },
  };
  return ResponseError.fromResponse(
    new Response(JSON.stringify(body), {
      status,
      headers: { 'Content-Type': 'application/json', ...options.headers },
    }),
  );
}

/** The backend's API over data in memory. Tests may change the data between two polls. */
export class FakeInfraDashboardApi implements InfraDashboardApi {
  inventory: Inventory;
  /** While set, every call rejects with this error. */
  failure: Error | undefined;
  /** Names of the methods that were called, in order. */
  readonly calls: string[] = [];
  /** The queries that `getWorkloads` received, in order. */
  readonly workloadQueries: WorkloadQuery[] = [];
  /** The queries that `getStorages` received, in order. */
  readonly storageQueries: StorageQuery[] = [];
  /** The queries that `getProblems` received, in order. */
  readonly problemQueries: ProblemQuery[] = [];
  mutes: ProblemMute[] = [];
  /** Whether the user may mute problems. */
  mayMute = true;
  /** The queries that `getChanges` received, in order. */
  readonly changeQueries: ChangeQuery[] = [];

  constructor(inventory: Inventory) {
    this.inventory = inventory;
  }

  countCalls(method: keyof InfraDashboardApi): number {
    return this.calls.filter(call => call === method).length;
  }

  async getClusters(query: ClusterQuery = {}) {
    this.#respond('getClusters');
    const items = this.inventory.clusters
      .filter(one => !query.provider || one.provider === query.provider)
      .map(one =>
        query.include === 'nodes' ? one : { ...one, nodes: undefined },
      );
    return { items };
  }

  async getCluster(cluster: string) {
    this.#respond('getCluster');
    return this.#find(cluster);
  }

  async getNode(cluster: string, node: string) {
    this.#respond('getNode');
    const { nodes = [], ...of } = await this.#find(cluster);
    const found = nodes.find(one => one.name === node);
    if (!found)
      throw await createResponseError(404, { message: `No node '${node}'` });
    const { error, freshness, workloadsError, workloadsFreshness } = of;
    return { ...found, error, freshness, workloadsError, workloadsFreshness };
  }

  async getNodeWorkloads(cluster: string, node: string) {
    this.#respond('getNodeWorkloads');
    return { items: this.#workloads({ cluster, node }) };
  }

  async getNodeImpact(cluster: string, node: string): Promise<NodeImpact> {
    this.#respond('getNodeImpact');
    const found = await this.getNode(cluster, node);
    return fakeImpact({ node: found, workloads: this.inventory.workloads });
  }

  async getHistory(name: string, query: HistoryQuery = {}): Promise<History> {
    this.#respond('getHistory');
    const cluster = await this.#find(name);
    const node = query.node ? await this.getNode(name, query.node) : undefined;
    return fakeHistory(cluster, { node, metric: query.metric });
  }

  async getWorkloadHistory(name: string, id: string): Promise<History> {
    this.#respond('getWorkloadHistory');
    const history = fakeHistory(await this.#find(name));
    const series = history.series
      .filter(({ metric }) => metric === 'cpu' || metric === 'memory')
      .map(one => ({ ...one, sources: ['prometheus' as const] }));
    return { ...history, workload: id, series };
  }

  async getChanges(query: ChangeQuery = {}): Promise<ChangePage> {
    this.#respond('getChanges');
    this.changeQueries.push(query);
    return fakeChangePage(this.inventory.changes ?? [], query);
  }

  async getHistories(query: HistoryListQuery): Promise<HistoryList> {
    this.#respond('getHistories');
    const { metric } = query;
    return {
      items: this.inventory.clusters.map(one => fakeHistory(one, { metric })),
    };
  }

  async getClusterWorkloads(cluster: string) {
    this.#respond('getClusterWorkloads');
    return { items: this.#workloads({ cluster }) };
  }

  async getWorkloads(query: WorkloadQuery = {}) {
    this.#respond('getWorkloads');
    this.workloadQueries.push(query);
    return fakeWorkloadPage(this.inventory.workloads, query);
  }

  async getStorages(query: StorageQuery = {}) {
    this.#respond('getStorages');
    this.storageQueries.push(query);
    return fakeStoragePage(this.inventory.storages ?? demoStorages, query);
  }

  async getWorkload(cluster: string, id: string): Promise<WorkloadResponse> {
    this.#respond('getWorkload');
    const of = await this.#find(cluster);
    const workload = this.#workloads({ cluster }).find(one => one.id === id);
    if (!workload) {
      throw await createResponseError(404, { message: `No workload '${id}'` });
    }
    return {
      workload,
      freshness: of.workloadsFreshness ?? of.freshness,
      error: of.error ?? of.workloadsError,
      ...this.inventory.details?.[id],
    };
  }

  async getProblems(query: ProblemQuery = {}): Promise<ProblemPage> {
    this.#respond('getProblems');
    this.problemQueries.push(query);
    const { inventory, mayMute, mutes } = this;
    return { ...fakeProblemPage(inventory, { query, mutes }), mayMute };
  }

  async getNodes(): Promise<never> {
    throw await createResponseError(404, { message: 'Not in this test' });
  }

  async getUnowned(): Promise<never> {
    throw await createResponseError(404, { message: 'Not in this test' });
  }

  async getCapacity(): Promise<never> {
    throw await createResponseError(404, { message: 'Not in this test' });
  }

  async muteProblem(request: ProblemMuteRequest): Promise<ProblemMute> {
    this.#respond('muteProblem');
    const id = request.problem ?? `all ${request.cluster}`;
    const mute = { ...request, id, by: 'user:default/ann' };
    this.mutes = [...this.mutes.filter(one => one.id !== id), mute];
    return mute;
  }

  async unmuteProblem(id: string): Promise<ProblemMute> {
    this.#respond('unmuteProblem');
    const mute = this.mutes.find(one => one.id === id)!;
    this.mutes = this.mutes.filter(one => one !== mute);
    return mute;
  }

  async getPlatforms() {
    this.#respond('getPlatforms');
    return { items: FAKE_PLATFORMS };
  }

  async getProviders() {
    this.#respond('getProviders');
    return { items: this.inventory.providers };
  }

  async testProvider(name: string): Promise<ConnectionCheck> {
    this.#respond('testProvider');
    const isOk = this.#provider(name).state === 'ok';
    return {
      ok: isOk,
      checks: [
        { id: 'connect', title: 'Reach the API', status: 'passed' },
        {
          id: 'nodes',
          title: 'May list nodes',
          ...(isOk
            ? { status: 'passed' as const }
            : {
                status: 'failed' as const,
                message: 'Denied',
                remedy: 'pveum acl modify / --roles PVEAuditor',
              }),
        },
      ],
    };
  }

  async refreshProvider(name: string): Promise<ProviderStatus> {
    this.#respond('refreshProvider');
    return this.#provider(name);
  }

  async setProviderEnabled(
    name: string,
    enabled: boolean,
  ): Promise<ProviderStatus> {
    this.#respond('setProviderEnabled');
    const provider = this.#provider(name);
    provider.enabled = enabled;
    provider.state = enabled ? 'pending' : 'disabled';
    return provider;
  }

  async validateProvider(
    entry: Record<string, unknown>,
  ): Promise<ProviderValidation> {
    this.#respond('validateProvider');
    const issues = entry.name
      ? []
      : [{ key: 'name', message: 'must not be empty' }];
    return {
      ok: issues.length === 0,
      issues,
      snippet: `infraDashboard:\n  providers:\n    - name: ${entry.name}\n`,
      variables: ['PVE_TOKEN_SECRET'],
    };
  }

  async getHealth(): Promise<HealthReport> {
    this.#respond('getHealth');
    return {
      status: 'ok',
      providers: { total: this.inventory.providers.length },
      clusters: { total: this.inventory.clusters.length },
    };
  }

  async getSummary(): Promise<EstateSummary> {
    this.#respond('getSummary');
    const { clusters } = this.inventory;
    return {
      clusters: countBy(clusters, ({ health }) => health),
      nodes: { total: 0 },
      ...{ cpu: {}, memory: {}, storage: {} },
    };
  }

  #provider(name: string): ProviderStatus {
    return this.inventory.providers.find(one => one.name === name)!;
  }

  #respond(method: string) {
    this.calls.push(method);
    if (this.failure) throw this.failure;
  }

  async #find(cluster: string) {
    const found = this.inventory.clusters.find(one => one.name === cluster);
    if (!found) {
      throw await createResponseError(404, {
        message: `No cluster '${cluster}'`,
      });
    }
    return found;
  }

  #workloads({ cluster, node }: { cluster: string; node?: string }) {
    return this.inventory.workloads.filter(
      one => one.cluster === cluster && (!node || one.node === node),
    );
  }
}
