/**
 * Infrastructure pages for clusters, nodes and workloads of all platforms.
 *
 * @packageDocumentation
 */
export { infraDashboardPlugin as default } from './plugin';
export { infraDashboardApiRef } from './api';
export {
  infraDashboardMessages,
  infraDashboardTranslationRef,
} from './translation';
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
} from './routes';
