/**
 * The infrastructure pages for apps on the old frontend system.
 *
 * @packageDocumentation
 */
import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import {
  createSearchResultListItemExtension,
  type SearchResultListItemExtensionProps,
} from '@backstage/plugin-search-react';
import { InfraDashboardClient } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { infraDashboardApiRef } from './api';
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
import { isWorkloadResult } from './search/isWorkloadResult';
import type { WorkloadSearchResultListItemProps } from './search/WorkloadSearchResultListItem';
import {
  infraDashboardMessages,
  infraDashboardTranslationRef,
} from './translation';

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
    changes: changesRouteRef,
    cluster: clusterRouteRef,
    node: nodeRouteRef,
    nodes: nodesRouteRef,
    settings: settingsRouteRef,
    storages: storagesRouteRef,
    workload: workloadRouteRef,
    workloads: workloadsRouteRef,
  },
});

/** All pages; mount it with `<Route path="/infrastructure" element={…} />`. @public */
export const InfraDashboardPage: () => JSX.Element =
  infraDashboardPlugin.provide(
    createRoutableExtension({
      name: 'InfraDashboardPage',
      component: () =>
        import('./components/InfraDashboardPage').then(
          ({ LegacyInfraDashboardPage }) => LegacyInfraDashboardPage,
        ),
      mountPoint: rootRouteRef,
    }),
  );

/** Tab of Resource entities that represent a cluster. @public */
export const EntityInfraClusterContent: () => JSX.Element =
  infraDashboardPlugin.provide(
    createComponentExtension({
      name: 'EntityInfraClusterContent',
      component: {
        lazy: () =>
          import('./entity/ClusterEntityContent').then(
            ({ ClusterEntityContent }) => ClusterEntityContent,
          ),
      },
    }),
  );

/** Tab of Resource entities that represent a node. @public */
export const EntityInfraNodeContent: () => JSX.Element =
  infraDashboardPlugin.provide(
    createComponentExtension({
      name: 'EntityInfraNodeContent',
      component: {
        lazy: () =>
          import('./entity/NodeEntityContent').then(
            ({ NodeEntityContent }) => NodeEntityContent,
          ),
      },
    }),
  );

/** Tab of components, systems, groups and users. @public */
export const EntityInfraWorkloadsContent: () => JSX.Element =
  infraDashboardPlugin.provide(
    createComponentExtension({
      name: 'EntityInfraWorkloadsContent',
      component: {
        lazy: () =>
          import('./entity/WorkloadsEntityContent').then(
            ({ WorkloadsEntityContent }) => WorkloadsEntityContent,
          ),
      },
    }),
  );

/** Card of Resource entities that represent a cluster or a node. @public */
export const EntityInfraUsageCard: () => JSX.Element =
  infraDashboardPlugin.provide(
    createComponentExtension({
      name: 'EntityInfraUsageCard',
      component: {
        lazy: () =>
          import('./entity/UsageEntityCard').then(
            ({ UsageEntityCard }) => UsageEntityCard,
          ),
      },
    }),
  );

/** Card of components, systems, groups and users. @public */
export const EntityInfraWorkloadsCard: () => JSX.Element =
  infraDashboardPlugin.provide(
    createComponentExtension({
      name: 'EntityInfraWorkloadsCard',
      component: {
        lazy: () =>
          import('./entity/WorkloadsEntityCard').then(
            ({ WorkloadsEntityCard }) => WorkloadsEntityCard,
          ),
      },
    }),
  );

/** Result of a search that is a workload; a child of `SearchResult`. @public */
export const InfraDashboardSearchResultListItem: (
  props: SearchResultListItemExtensionProps<WorkloadSearchResultListItemProps>,
) => JSX.Element | null = infraDashboardPlugin.provide(
  createSearchResultListItemExtension({
    name: 'InfraDashboardSearchResultListItem',
    component: () =>
      import('./search/WorkloadSearchResultListItem').then(
        ({ WorkloadSearchResultListItem }) => WorkloadSearchResultListItem,
      ),
    predicate: isWorkloadResult,
  }),
);

export { hasInfraWorkloads, isInfraCluster, isInfraNode } from './entity';
export {
  infraDashboardApiRef,
  infraDashboardMessages,
  infraDashboardTranslationRef,
};
export type { WorkloadSearchResultListItemProps };
export { infraDashboardTranslations } from './translations';
export {
  changesRouteRef,
  clusterRouteRef,
  nodeRouteRef,
  nodesRouteRef,
  rootRouteRef,
  settingsRouteRef,
  storagesRouteRef,
  workloadRouteRef,
  workloadsRouteRef,
};
