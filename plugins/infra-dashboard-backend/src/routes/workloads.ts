import {
  workloadDetailQuerySchema,
  workloadPageSchema,
  workloadQuerySchema,
  workloadResponseSchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { route, type Route } from './Route';

/** `/workloads`: over all clusters, filtered, sorted and paged; and one with its details. */
export function workloadRoutes(): Route[] {
  return [
    route({
      call: 'getWorkloads',
      operationId: 'queryWorkloads',
      summary: 'Workloads over all clusters, filtered, sorted and paged',
      permission: 'read',
      query: workloadQuerySchema,
      response: workloadPageSchema,
      revision: ({ query, inventory }) => inventory.workloadsRevision(query),
      isShared: true,
      handle: ({ query, inventory }) => inventory.queryWorkloads(query),
    }),
    route({
      call: 'getWorkload',
      operationId: 'getWorkload',
      summary: 'One workload, with details that are read from the platform',
      permission: 'read',
      audit: 'workload-read',
      isAudited: ({ query }) => query.include !== undefined,
      query: workloadDetailQuerySchema,
      response: workloadResponseSchema,
      handle: ({ params, query, inventory }) =>
        inventory.getWorkload(params.cluster, params.id, query),
    }),
  ];
}
