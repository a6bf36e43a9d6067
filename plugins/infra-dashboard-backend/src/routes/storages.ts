import {
  storagePageSchema,
  storageQuerySchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { route, type Route } from './Route';

/** `/storages`: over all clusters, filtered, sorted and paged. */
export function storageRoutes(): Route[] {
  return [
    route({
      call: 'getStorages',
      operationId: 'listStorages',
      summary: 'Storages over all clusters, filtered, sorted and paged',
      permission: 'read',
      query: storageQuerySchema,
      response: storagePageSchema,
      handle: ({ query, inventory }) => inventory.queryStorages(query),
    }),
  ];
}
