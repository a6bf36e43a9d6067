import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useFormat } from '../../format';
import { useNow } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { Notice } from '../Notice';

export interface ClusterNoticeProps {
  cluster: ClusterStatus;
}

/**
 * Why a cluster is not well or not known, and what to do about it; nothing where all is
 * well.
 */
export function ClusterNotice({ cluster }: ClusterNoticeProps) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const now = useNow();
  const { error, freshness, health, statusReason, workloadsError } = cluster;
  const { observedAt, state } = freshness;

  if (state === 'disabled') {
    return <Notice severity="info">{t('cluster.disabled')}</Notice>;
  }
  if (error) {
    return (
      <Notice
        severity={observedAt ? 'warning' : 'error'}
        title={t(`state.${error.code}`)}
      >
        <div>{error.message}</div>
        {error.hint && <div>{t('attention.hint', { hint: error.hint })}</div>}
        {observedAt && (
          <div>
            {t('attention.lastKnown', { ago: format.ago(observedAt, now) })}
          </div>
        )}
      </Notice>
    );
  }
  if (state === 'pending') {
    return <Notice severity="info">{t('cluster.pending')}</Notice>;
  }
  if (statusReason) {
    const isBad = health === 'failed' || health === 'degraded';
    const severity = health === 'failed' ? 'error' : 'warning';
    return <Notice severity={isBad ? severity : 'info'}>{statusReason}</Notice>;
  }
  if (workloadsError) {
    return (
      <Notice severity="warning" title={t('attention.workloadsMissing')}>
        <div>{workloadsError.message}</div>
        {workloadsError.hint && (
          <div>{t('attention.hint', { hint: workloadsError.hint })}</div>
        )}
      </Notice>
    );
  }
  if (state === 'stale') {
    return <Notice severity="warning">{t('attention.stale')}</Notice>;
  }
  return null;
}
