import {
  workloadDetailQuerySchema,
  workloadPageSchema,
  workloadQuerySchema,
  workloadResponseSchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { z } from 'zod';
import { exportWorkloads } from '../inventory/exportWorkloads';
import { route, type Route } from './Route';

/** What programs choose that cannot send a header. */
const format = z
  .enum(['csv', 'json'])
  .optional()
  .describe('csv: all rows as CSV, as Accept: text/csv does');

/** `/workloads`: over all clusters, filtered, sorted and paged; and one with its details. */
export function workloadRoutes(): Route[] {
  return [
    route({
      call: 'getWorkloads',
      operationId: 'queryWorkloads',
      summary: 'Workloads over all clusters, filtered, sorted and paged',
      permission: 'read',
      query: workloadQuerySchema.extend({ format }),
      response: workloadPageSchema,
      revision: ({ query, inventory }) => inventory.workloadsRevision(query),
      isShared: true,
      handle: ({ query, inventory }) => inventory.queryWorkloads(query),
      csv: {
        name: 'workloads',
        isWanted: ({ query }) => query.format === 'csv',
        write: ({ query, inventory }) => exportWorkloads(query, inventory),
      },
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
