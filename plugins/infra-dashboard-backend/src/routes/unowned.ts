import {
  unownedPageSchema,
  unownedQuerySchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { route, type Route } from './Route';

/** `/unowned`: what has no owner of its own. */
export function unownedRoutes(): Route[] {
  return [
    route({
      call: 'getUnowned',
      operationId: 'listUnowned',
      summary:
        'What has no owner, or only by a default, with what may name it and commands',
      permission: 'read',
      query: unownedQuerySchema,
      response: unownedPageSchema,
      handle: ({ query, inventory }) => inventory.listUnowned(query),
    }),
  ];
}
