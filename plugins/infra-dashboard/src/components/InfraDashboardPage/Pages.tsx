import { Route, Routes } from 'react-router-dom';
import {
  changesRouteRef,
  clusterRouteRef,
  nodeRouteRef,
  nodesRouteRef,
  settingsRouteRef,
  storagesRouteRef,
  workloadRouteRef,
  workloadsRouteRef,
} from '../../routes';
import { ChangesPage } from '../ChangesPage';
import { ClusterPage } from '../ClusterPage';
import { NodePage } from '../NodePage';
import { NodesPage } from '../NodesPage';
import { NotFoundPage } from '../NotFound';
import { OverviewPage } from '../OverviewPage';
import { SettingsPage } from '../SettingsPage';
import { StoragePage } from '../StoragePage';
import { WorkloadPage } from '../WorkloadPage';
import { WorkloadsPage } from '../WorkloadsPage';

/** Every page of the plugin by its path. */
export function Pages() {
  return (
    <Routes>
      <Route path="/" element={<OverviewPage />} />
      <Route path={workloadsRouteRef.path} element={<WorkloadsPage />} />
      <Route path={nodesRouteRef.path} element={<NodesPage />} />
      <Route path={storagesRouteRef.path} element={<StoragePage />} />
      <Route path={changesRouteRef.path} element={<ChangesPage />} />
      <Route path={clusterRouteRef.path} element={<ClusterPage />} />
      <Route path={nodeRouteRef.path} element={<NodePage />} />
      <Route path={workloadRouteRef.path} element={<WorkloadPage />} />
      <Route path={settingsRouteRef.path} element={<SettingsPage />} />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}
