import {
  nodePageSchema,
  nodeQuerySchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { route, type Route } from './Route';

/** `/nodes`: over all clusters, filtered, sorted and paged. */
export function nodeRoutes(): Route[] {
  return [
    route({
      call: 'getNodes',
      operationId: 'queryNodes',
      summary: 'Nodes over all clusters, filtered, sorted and paged',
      permission: 'read',
      query: nodeQuerySchema,
      response: nodePageSchema,
      revision: ({ inventory }) => inventory.clustersRevision(),
      isShared: true,
      handle: ({ query, inventory }) => inventory.queryNodes(query),
    }),
  ];
}
