import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ReactNode } from 'react';
import { clusterState, hasStaleWorkloads } from '../../summary';
import { infraDashboardTranslationRef } from '../../translation';
import { DataAge } from '../Age';
import { ClusterLink } from '../ClusterLink';
import { Notice } from '../Notice';
import { useWorkloadListStyles } from './useWorkloadListStyles';

export interface CoverageNoticeProps {
  /** Those that the filter lets through. */
  clusters: ClusterStatus[];
  /** Names no more clusters than this; all where absent. */
  limit?: number;
  /** Default: nothing is known of the workloads. */
  isMissing?: (cluster: ClusterStatus) => boolean;
  /** Clusters of which some of the list is hidden. */
  hidden?: {
    title: string;
    of: ClusterStatus[];
    reasonOf: (cluster: ClusterStatus) => string;
  };
}

/** Whether nothing is known of what runs in a cluster. */
export function lacksWorkloads({ totals }: ClusterStatus): boolean {
  return totals.workloads === undefined;
}

/**
 * The clusters with missing or stale workloads, each with the reason: a list that lacks
 * a cluster must not look as if nothing ran there.
 */
export function CoverageNotice({
  clusters,
  hidden,
  isMissing = lacksWorkloads,
  limit = Infinity,
}: CoverageNoticeProps) {
  const classes = useWorkloadListStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const missing = clusters.filter(isMissing);
  const old = clusters.filter(one => !isMissing(one) && hasStaleWorkloads(one));
  const failureOf = ({ error, workloadsError }: ClusterStatus) =>
    workloadsError?.message ?? error?.message;
  const list = (
    title: string,
    of: ClusterStatus[],
    words: (cluster: ClusterStatus) => ReactNode,
  ) =>
    of.length > 0 && (
      <Notice severity="warning" title={title}>
        <ul className={classes.list}>
          {of.slice(0, limit).map(cluster => (
            <li key={cluster.name}>
              <ClusterLink cluster={cluster.name} /> {words(cluster)}
            </li>
          ))}
          {of.length > limit && (
            <li>{t('entity.moreClusters', { count: of.length - limit })}</li>
          )}
        </ul>
      </Notice>
    );
  return (
    <>
      {list(
        t('workloads.missing'),
        missing,
        cluster =>
          failureOf(cluster) ??
          t(
            clusterState(cluster) === 'disabled'
              ? 'workloads.missingDisabled'
              : 'workloads.missingUnread',
          ),
      )}
      {list(t('workloads.outdated'), old, cluster => (
        <>
          <DataAge
            freshness={cluster.workloadsFreshness ?? cluster.freshness}
          />{' '}
          {failureOf(cluster) ?? t('attention.stale')}
        </>
      ))}
      {hidden && list(hidden.title, hidden.of, hidden.reasonOf)}
    </>
  );
}
