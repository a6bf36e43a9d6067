import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { clusterState } from '../../estate';
import { infraDashboardTranslationRef } from '../../translation';
import { DataAge } from '../Age';
import { ClusterLink } from '../ClusterLink';
import { Notice } from '../Notice';
import { useWorkloadsPageStyles } from './useStyles';

export interface CoverageNoticeProps {
  /** Those that the filter lets through. */
  clusters: ClusterStatus[];
}

function isMissing({ totals }: ClusterStatus): boolean {
  return totals.workloads === undefined;
}

function isOld({ freshness, workloadsFreshness }: ClusterStatus): boolean {
  return (workloadsFreshness ?? freshness).state === 'stale';
}

/**
 * The clusters whose workloads are missing or old, each with the reason: a list that lacks
 * a cluster must not look as if nothing ran there.
 */
export function CoverageNotice({ clusters }: CoverageNoticeProps) {
  const classes = useWorkloadsPageStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const missing = clusters.filter(isMissing);
  const old = clusters.filter(one => !isMissing(one) && isOld(one));
  const reasonOf = (cluster: ClusterStatus) =>
    cluster.workloadsError?.message ??
    cluster.error?.message ??
    t(
      clusterState(cluster) === 'disabled'
        ? 'workloads.missingDisabled'
        : 'workloads.missingUnread',
    );
  return (
    <>
      {missing.length > 0 && (
        <Notice severity="warning" title={t('workloads.missing')}>
          <ul className={classes.list}>
            {missing.map(cluster => (
              <li key={cluster.name}>
                <ClusterLink cluster={cluster.name} /> {reasonOf(cluster)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {old.length > 0 && (
        <Notice severity="warning" title={t('workloads.outdated')}>
          <ul className={classes.list}>
            {old.map(cluster => (
              <li key={cluster.name}>
                <ClusterLink cluster={cluster.name} />{' '}
                <DataAge
                  freshness={cluster.workloadsFreshness ?? cluster.freshness}
                />
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
