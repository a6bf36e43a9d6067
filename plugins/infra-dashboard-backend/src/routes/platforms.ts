import { platformListSchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { route, type Route } from './Route';
import type { RouteDependencies } from './RouteDependencies';

/** `/platforms`: what is known of each platform without connecting to it. */
export function platformRoutes({ registry }: RouteDependencies): Route[] {
  return [
    route({
      call: 'getPlatforms',
      operationId: 'listPlatforms',
      summary: 'Names, icons, terms, columns and form fields of each platform',
      permission: 'read',
      response: platformListSchema,
      handle: () => ({ items: registry.descriptors }),
    }),
  ];
}
