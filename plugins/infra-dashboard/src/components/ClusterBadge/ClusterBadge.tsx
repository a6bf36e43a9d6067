import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { clusterState, toneOf } from '../../estate';
import { infraDashboardTranslationRef } from '../../translation';
import { StatusBadge } from '../StatusBadge';

export interface ClusterBadgeProps {
  cluster: ClusterStatus;
}

/** The one word for a cluster, with the reason in its tooltip. */
export function ClusterBadge({ cluster }: ClusterBadgeProps) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const state = clusterState(cluster);
  return (
    <StatusBadge
      tone={toneOf(state)}
      label={t(`state.${state}`)}
      reason={cluster.error?.message ?? cluster.statusReason}
    />
  );
}
