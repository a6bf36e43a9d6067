import { createApiRef } from '@backstage/frontend-plugin-api';
import type { InfraDashboardApi } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';

/**
 * Reads clusters, nodes and workloads from the backend plugin; works in both frontend
 * systems.
 *
 * @public
 */
export const infraDashboardApiRef = createApiRef<InfraDashboardApi>().with({
  id: 'plugin.infra-dashboard.client',
  pluginId: 'infra-dashboard',
});
