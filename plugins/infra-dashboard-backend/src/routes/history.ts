import {
  historyListQuerySchema,
  historyListSchema,
  historyQuerySchema,
  historySchema,
  workloadHistoryQuerySchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import type { VisibleInventory } from '../inventory';
import { route, type Route } from './Route';
import type { RouteDependencies } from './RouteDependencies';

/** There is no history of the number of those workloads that one caller may see. */
function hiddenMetrics({ seesAllWorkloads }: VisibleInventory) {
  return seesAllWorkloads ? [] : (['workloads'] as const);
}

/** `/history`: what clusters, nodes and workloads used over time. */
export function historyRoutes(dependencies: RouteDependencies): Route[] {
  const { history } = dependencies;
  return [
    route({
      call: 'getHistory',
      operationId: 'getHistory',
      summary: 'What a cluster or one of its nodes used over time',
      permission: 'read',
      query: historyQuerySchema,
      response: historySchema,
      handle: ({ params: { cluster }, query, inventory }) => {
        inventory.checkExists(cluster, query.node);
        return history.readCluster(inventory.getRecord(cluster), query, {
          hidden: hiddenMetrics(inventory),
        });
      },
    }),
    route({
      call: 'getWorkloadHistory',
      operationId: 'getWorkloadHistory',
      summary: 'What a workload used over time',
      permission: 'read',
      query: workloadHistoryQuerySchema,
      response: historySchema,
      handle: async ({ params: { cluster, id }, query, inventory }) => {
        const { record, workload } = await inventory.findWorkload(cluster, id);
        return history.readWorkload(record, workload, query);
      },
    }),
    route({
      call: 'getHistories',
      operationId: 'listHistories',
      summary: 'One metric of every cluster over time, in few points',
      permission: 'read',
      query: historyListQuerySchema,
      response: historyListSchema,
      handle: ({ query, inventory }) =>
        history.readClusters(
          inventory.records.map(({ snapshot }) => snapshot.name),
          query,
          { hidden: hiddenMetrics(inventory) },
        ),
    }),
  ];
}
