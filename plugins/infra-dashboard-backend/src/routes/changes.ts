import {
  changePageSchema,
  changeQuerySchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { route, type Route } from './Route';

/** `/changes`: what changed in all clusters. */
export function changeRoutes(): Route[] {
  return [
    route({
      call: 'getChanges',
      operationId: 'listChanges',
      summary: 'What changed in all clusters, the latest first',
      permission: 'read',
      query: changeQuerySchema,
      response: changePageSchema,
      handle: ({ query, inventory }) => inventory.listChanges(query),
    }),
  ];
}
