/**
 * The infrastructure pages for apps on the old frontend system.
 *
 * @packageDocumentation
 */
import {
  createApiFactory,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { InfraDashboardClient } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { infraDashboardApiRef } from './api';
import { clusterRouteRef, nodeRouteRef, rootRouteRef } from './routes';
import { infraDashboardTranslationRef } from './translation';

/** The plugin, for apps on the old frontend system. @public */
export const infraDashboardPlugin = createPlugin({
  id: 'infra-dashboard',
  apis: [
    createApiFactory({
      api: infraDashboardApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new InfraDashboardClient({ discoveryApi, fetchApi }),
    }),
  ],
  routes: {
    root: rootRouteRef,
    cluster: clusterRouteRef,
    node: nodeRouteRef,
  },
});

/** All pages; mount it with `<Route path="/infrastructure" element={…} />`. @public */
export const InfraDashboardPage = infraDashboardPlugin.provide(
  createRoutableExtension({
    name: 'InfraDashboardPage',
    component: () =>
      import('./components/InfraDashboardPage').then(
        ({ LegacyInfraDashboardPage }) => LegacyInfraDashboardPage,
      ),
    mountPoint: rootRouteRef,
  }),
);

export { infraDashboardApiRef, infraDashboardTranslationRef };
export { clusterRouteRef, nodeRouteRef, rootRouteRef };
