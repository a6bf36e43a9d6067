import {
  historyListQuerySchema,
  historyListSchema,
  historyQuerySchema,
  historySchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { route, type Route } from './Route';
import type { RouteDependencies } from './RouteDependencies';

/** `/history`: what clusters and their nodes used over time. */
export function historyRoutes(dependencies: RouteDependencies): Route[] {
  const { history } = dependencies;
  return [
    route({
      method: 'get',
      path: '/clusters/{cluster}/history',
      call: 'getHistory',
      operationId: 'getHistory',
      summary: 'What a cluster or one of its nodes used over time',
      permission: 'read',
      query: historyQuerySchema,
      response: historySchema,
      handle: ({ params: { cluster }, query, inventory }) => {
        inventory.checkExists(cluster, query.node);
        return history.readCluster(cluster, query);
      },
    }),
    route({
      method: 'get',
      path: '/history',
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
        ),
    }),
  ];
}
