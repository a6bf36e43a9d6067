import type { InfraDashboardApi } from './InfraDashboardApi';

/**
 * Method and path of each call, below `/api/infra-dashboard`, with `{name}` for each parameter: what
 * the client sends and what the backend serves. Only an `{id}` may contain slashes.
 *
 * @public
 */
export const API_REQUESTS = {
  getCapacity: 'GET /capacity',
  getChanges: 'GET /changes',
  getCluster: 'GET /clusters/{cluster}',
  getClusterWorkloads: 'GET /clusters/{cluster}/workloads',
  getClusters: 'GET /clusters',
  getHealth: 'GET /health',
  getHistories: 'GET /history',
  getHistory: 'GET /clusters/{cluster}/history',
  getNode: 'GET /clusters/{cluster}/nodes/{node}',
  getNodeImpact: 'GET /clusters/{cluster}/nodes/{node}/impact',
  getNodeWorkloads: 'GET /clusters/{cluster}/nodes/{node}/workloads',
  getNodes: 'GET /nodes',
  getPlatforms: 'GET /platforms',
  getProblems: 'GET /problems',
  getProviders: 'GET /providers',
  getStorages: 'GET /storages',
  getSummary: 'GET /summary',
  getUnowned: 'GET /unowned',
  getWorkload: 'GET /workloads/{cluster}/{id}',
  getWorkloadHistory: 'GET /history/workloads/{cluster}/{id}',
  getWorkloads: 'GET /workloads',
  muteProblem: 'POST /problems/mutes',
  refreshProvider: 'POST /providers/{name}/refresh',
  setProviderEnabled: 'PUT /providers/{name}/enabled',
  testProvider: 'POST /providers/{name}/test',
  unmuteProblem: 'DELETE /problems/mutes/{id}',
  validateProvider: 'POST /providers/validate',
} as const satisfies Record<
  keyof InfraDashboardApi,
  `${'DELETE' | 'GET' | 'POST' | 'PUT'} /${string}`
>;

/** The parameters in the path of a request. @public */
export type PathParameters<R extends string> =
  R extends `${string}{${infer Name}}${infer Rest}`
    ? Name | PathParameters<Rest>
    : never;
