import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { infraDashboardTranslationRef } from '../../translation';
import { CoverageNotice } from '../WorkloadList';

const hiddenOf = ({ limitations = [] }: ClusterStatus) =>
  limitations.filter(({ concerns }) => concerns === 'storages');

/** The storages of a cluster are read with its nodes. */
const asTopology = (cluster: ClusterStatus): ClusterStatus => ({
  ...cluster,
  workloadsError: undefined,
  workloadsFreshness: cluster.freshness,
});

/** The clusters whose storages are missing, outdated or hidden, each with the reason. */
export function StorageCoverage({ clusters }: { clusters: ClusterStatus[] }) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  return (
    <CoverageNotice
      clusters={clusters.map(asTopology)}
      isMissing={({ freshness }) => freshness.observedAt === undefined}
      hidden={{
        title: t('storages.hidden'),
        of: clusters.filter(one => hiddenOf(one).length > 0),
        reasonOf: one =>
          hiddenOf(one)
            .map(({ message }) => message)
            .join('; '),
      }}
    />
  );
}
