import {
  estateSummarySchema,
  summaryQuerySchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { route, type Route } from './Route';

/** `/summary`: how much there is, and how healthy it is. */
export function summaryRoutes(): Route[] {
  return [
    route({
      call: 'getSummary',
      operationId: 'getSummary',
      summary: 'Counts and totals over all clusters, or those of one owner',
      permission: 'read',
      query: summaryQuerySchema,
      response: estateSummarySchema,
      revision: async ({ inventory }) => {
        const workloads = await inventory.workloadsRevision({});
        return workloads && `${inventory.clustersRevision()}\n${workloads}`;
      },
      isShared: true,
      handle: ({ inventory, query }) => inventory.summarize(query),
    }),
  ];
}
