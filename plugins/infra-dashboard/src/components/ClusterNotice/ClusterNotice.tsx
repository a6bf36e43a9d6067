import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { problemsOf } from '../../summary';
import { infraDashboardTranslationRef } from '../../translation';
import { Notice } from '../Notice';
import { ProblemNotice } from '../ProblemNotice';

export interface ClusterNoticeProps {
  cluster: ClusterStatus;
}

/**
 * Everything that is wrong with a cluster or with reading it, the worst first, and what to
 * do about it; nothing for a healthy cluster.
 */
export function ClusterNotice({ cluster }: ClusterNoticeProps) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const { freshness, statusReason } = cluster;
  if (freshness.state === 'disabled') {
    return <Notice severity="info">{t('cluster.disabled')}</Notice>;
  }
  const problems = problemsOf(cluster);
  if (problems.length === 0 && freshness.state === 'pending') {
    return <Notice severity="info">{t('cluster.pending')}</Notice>;
  }
  const isShownBelow = problems.some(({ kind }) => kind === 'health');
  return (
    <>
      {problems.map(problem => (
        <ProblemNotice key={problem.kind} problem={problem} />
      ))}
      {statusReason && !isShownBelow && (
        <Notice severity="info">{statusReason}</Notice>
      )}
    </>
  );
}
