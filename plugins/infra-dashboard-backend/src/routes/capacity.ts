import {
  capacityQuerySchema,
  capacityReportSchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { route, type Route } from './Route';
import type { RouteDependencies } from './RouteDependencies';

/** `/capacity`: where a machine or pod of a size fits. */
export function capacityRoutes({ history }: RouteDependencies): Route[] {
  return [
    route({
      call: 'getCapacity',
      operationId: 'getCapacity',
      summary:
        'Where a machine or pod of a size fits, and what remains without the largest node',
      permission: 'read',
      query: capacityQuerySchema,
      response: capacityReportSchema,
      handle: async ({ query, inventory }) => {
        const report = inventory.findCapacity(query);
        if (query.include !== 'forecast') return report;
        const forecasts = await history.forecastClusters();
        const [single, ...others] = report.items;
        // Of all clusters it would be too much to read.
        const objects =
          query.cluster !== undefined && single && others.length === 0
            ? await history.forecastObjects(inventory.getRecord(single.cluster))
            : undefined;
        return {
          ...report,
          items: report.items.map(one => {
            const forecast = { ...forecasts.get(one.cluster), ...objects };
            return Object.keys(forecast).length > 0
              ? { ...one, forecast }
              : one;
          }),
        };
      },
    }),
  ];
}
