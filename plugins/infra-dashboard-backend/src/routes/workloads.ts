import {
  workloadPageSchema,
  workloadQuerySchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { route, type Route } from './Route';

/** `/workloads`: over all clusters, filtered, sorted and paged. */
export function workloadRoutes(): Route[] {
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
      handle: ({ query, inventory }) => inventory.queryWorkloads(query),
    }),
  ];
}
