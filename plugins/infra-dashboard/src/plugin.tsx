import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { InfraDashboardClient } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { RiServerLine } from '@remixicon/react';
import { infraDashboardApiRef } from './api';
import { entityExtensions } from './entity';
import { homeExtensions } from './home';
import {
  changesRouteRef,
  clusterRouteRef,
  nodeRouteRef,
  nodesRouteRef,
  rootRouteRef,
  settingsRouteRef,
  storagesRouteRef,
  workloadRouteRef,
  workloadsRouteRef,
} from './routes';
import { searchExtensions } from './search';

const infraDashboardApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: infraDashboardApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new InfraDashboardClient({ discoveryApi, fetchApi }),
    }),
});

const infraDashboardPage = PageBlueprint.makeWithOverrides({
  factory: (originalFactory, { config }) =>
    originalFactory({
      path: '/infrastructure',
      title: 'Infrastructure',
      icon: <RiServerLine />,
      routeRef: rootRouteRef,
      // The page renders the header itself: only there are its tabs translated.
      noHeader: true,
      loader: async () => {
        const { InfraDashboardPage } = await import(
          './components/InfraDashboardPage'
        );
        return <InfraDashboardPage title={config.title} />;
      },
    }),
});

/**
 * Clusters, nodes and workloads of all platforms, for the new frontend system.
 *
 * @public
 */
export const infraDashboardPlugin = createFrontendPlugin({
  pluginId: 'infra-dashboard',
  title: 'Infrastructure',
  icon: <RiServerLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    changes: changesRouteRef,
    cluster: clusterRouteRef,
    node: nodeRouteRef,
    nodes: nodesRouteRef,
    settings: settingsRouteRef,
    storages: storagesRouteRef,
    workload: workloadRouteRef,
    workloads: workloadsRouteRef,
  },
  extensions: [
    infraDashboardApi,
    infraDashboardPage,
    ...entityExtensions,
    ...homeExtensions,
    ...searchExtensions,
  ],
});
