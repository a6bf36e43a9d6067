import {
  workloadPageSchema,
  workloadQuerySchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { route, type Route } from './Route';
import type { RouteDependencies } from './RouteDependencies';

/** `/workloads`: over all clusters, filtered, sorted and paged. */
export function workloadRoutes({ inventory }: RouteDependencies): Route[] {
  return [
    route({
      method: 'get',
      path: '/workloads',
      call: 'getWorkloads',
      operationId: 'queryWorkloads',
      summary: 'Workloads over all clusters, filtered, sorted and paged',
      permission: 'read',
      query: workloadQuerySchema,
      response: workloadPageSchema,
      handle: ({ query, visible }) => inventory.queryWorkloads(query, visible),
    }),
  ];
}
