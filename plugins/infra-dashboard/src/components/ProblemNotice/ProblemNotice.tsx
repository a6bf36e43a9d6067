import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { Problem } from '../../summary';
import { useFormat } from '../../format';
import { useNow } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { Notice } from '../Notice';

export interface ProblemNoticeProps {
  problem: Problem;
}

/** A problem with its reason, what to do about it, and how old the data is. */
export function ProblemNotice({ problem }: ProblemNoticeProps) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const now = useNow();
  const { freshness, hint, kind, reason, state, tone } = problem;
  const titles = {
    health: undefined,
    read: t(`state.${state}`),
    workloads: t('attention.workloadsMissing'),
    stale: t('state.stale'),
  };
  return (
    <Notice
      severity={tone === 'failed' ? 'error' : 'warning'}
      title={titles[kind]}
    >
      <div>
        {reason ?? t(kind === 'stale' ? 'attention.stale' : `state.${state}`)}
      </div>
      {hint && <div>{t('attention.hint', { hint })}</div>}
      {freshness?.observedAt && (
        <div>
          {t('attention.lastKnown', {
            ago: format.ago(freshness.observedAt, now),
          })}
        </div>
      )}
    </Notice>
  );
}
