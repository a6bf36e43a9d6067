import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useMemo } from 'react';
import {
  changesRouteRef,
  nodesRouteRef,
  rootRouteRef,
  settingsRouteRef,
  storagesRouteRef,
  workloadsRouteRef,
} from '../../routes';
import { infraDashboardTranslationRef } from '../../translation';

export interface HeaderTab {
  id: string;
  label: string;
  href: string;
}

/** The tabs in the header of every page; the same array until one of them changes. */
export function useHeaderTabs(): HeaderTab[] {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const overview = useRouteRef(rootRouteRef)();
  const workloads = useRouteRef(workloadsRouteRef)();
  const nodes = useRouteRef(nodesRouteRef)();
  const storages = useRouteRef(storagesRouteRef)();
  const changes = useRouteRef(changesRouteRef)();
  const connections = useRouteRef(settingsRouteRef)();
  return useMemo(
    () => [
      { id: 'overview', label: t('overview.title'), href: overview },
      { id: 'workloads', label: t('workloads.title'), href: workloads },
      { id: 'nodes', label: t('nodes.title'), href: nodes },
      { id: 'storages', label: t('storages.title'), href: storages },
      { id: 'changes', label: t('changes.title'), href: changes },
      { id: 'connections', label: t('settings.title'), href: connections },
    ],
    [t, overview, workloads, nodes, storages, changes, connections],
  );
}
