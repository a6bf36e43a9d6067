import { Route, Routes } from 'react-router-dom';
import {
  clusterRouteRef,
  nodeRouteRef,
  settingsRouteRef,
  workloadsRouteRef,
} from '../../routes';
import { ClusterPage } from '../ClusterPage';
import { NodePage } from '../NodePage';
import { OverviewPage } from '../OverviewPage';
import { PageFrameProvider } from '../PageFrame';
import { SettingsPage } from '../SettingsPage';
import { WorkloadsPage } from '../WorkloadsPage';

/** The pages, for the new frontend system, which renders the header around them. */
export function InfraDashboardPage() {
  return (
    <Routes>
      <Route path="/" element={<OverviewPage />} />
      <Route path={workloadsRouteRef.path} element={<WorkloadsPage />} />
      <Route path={clusterRouteRef.path} element={<ClusterPage />} />
      <Route path={nodeRouteRef.path} element={<NodePage />} />
      <Route path={settingsRouteRef.path} element={<SettingsPage />} />
    </Routes>
  );
}

/** The same pages for the old frontend system, where they bring their own header. */
export function LegacyInfraDashboardPage() {
  return (
    <PageFrameProvider value="page">
      <InfraDashboardPage />
    </PageFrameProvider>
  );
}
