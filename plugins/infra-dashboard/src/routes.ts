import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/** The overview of all clusters; works in both frontend systems. @public */
export const rootRouteRef = createRouteRef({ id: 'infra-dashboard' });

/** The workloads of all clusters. @public */
export const workloadsRouteRef = createSubRouteRef({
  id: 'infra-dashboard/workloads',
  parent: rootRouteRef,
  path: '/workloads',
});

/** The nodes of all clusters. @public */
export const nodesRouteRef = createSubRouteRef({
  id: 'infra-dashboard/nodes',
  parent: rootRouteRef,
  path: '/nodes',
});

/** The storages of all clusters. @public */
export const storagesRouteRef = createSubRouteRef({
  id: 'infra-dashboard/storages',
  parent: rootRouteRef,
  path: '/storage',
});

/** What changed on all clusters. @public */
export const changesRouteRef = createSubRouteRef({
  id: 'infra-dashboard/changes',
  parent: rootRouteRef,
  path: '/changes',
});

/** The configured providers. @public */
export const settingsRouteRef = createSubRouteRef({
  id: 'infra-dashboard/settings',
  parent: rootRouteRef,
  path: '/settings',
});

/** One cluster. @public */
export const clusterRouteRef = createSubRouteRef({
  id: 'infra-dashboard/cluster',
  parent: rootRouteRef,
  path: '/clusters/:cluster',
});

/** One workload of a cluster. @public */
export const workloadRouteRef = createSubRouteRef({
  id: 'infra-dashboard/workload',
  parent: rootRouteRef,
  path: '/clusters/:cluster/workloads/:id',
});

/** One node of a cluster; node names repeat across clusters. @public */
export const nodeRouteRef = createSubRouteRef({
  id: 'infra-dashboard/node',
  parent: rootRouteRef,
  path: '/clusters/:cluster/nodes/:node',
});
