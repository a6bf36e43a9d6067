import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import type { Problem } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useFormat } from '../../format';
import { useNow } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { Since } from '../Age';
import { OwnerLink } from '../ChangeList';
import { StatusIcon } from '../StatusBadge';
import { visuallyHidden } from '../visuallyHidden';
import { AffectedLinks } from './AffectedLinks';
import { ProblemObject } from './ProblemObject';
import { useProblemListStyles } from './useProblemListStyles';

/** Owners and entities that a row names. */
const NAMED = 3;

export interface ProblemRowProps {
  problem: Problem;
  mayMute: boolean;
  onMute: (problem: Problem) => void;
  onUnmute: (problem: Problem) => void;
}

/** Owners or entities as links; the others are counted. */
function Refs({ refs }: { refs: Problem['owners'] }) {
  const shown = refs.items.slice(0, NAMED);
  return (
    <>
      {shown.map((ref, index) => (
        <span key={ref}>
          {index > 0 && ', '}
          <OwnerLink owner={ref} />
        </span>
      ))}
      {refs.total > shown.length && ` +${refs.total - shown.length}`}
    </>
  );
}

/** One problem: what has it, why, since when, and whom it concerns. */
export function ProblemRow(props: ProblemRowProps) {
  const { mayMute, onMute, onUnmute, problem } = props;
  const classes = useProblemListStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const now = useNow();
  const { cluster, entities, hint, kind, mute, node, owners } = problem;
  const { observedAt, severity, since, status, statusReason } = problem;
  const reason = statusReason ?? status;
  // The kind of the problem already says what a cluster or node is.
  const word = problem.workload && reason !== status ? status : undefined;
  const name = problem.workload?.name ?? node ?? problem.storage ?? cluster;
  return (
    <li className={classes.row}>
      <span className={classes.icon}>
        <StatusIcon tone={severity === 'critical' ? 'failed' : 'degraded'} />
        <span style={visuallyHidden}>{t(`problems.severity.${severity}`)}</span>
      </span>
      <ProblemObject problem={problem} />
      <div className={classes.cell}>
        <div>
          <span className={classes.kind}>{t(`problems.kind.${kind}`)}</span>
          {since && (
            <span className={classes.muted}>
              {' '}
              <Since time={since} />
            </span>
          )}
          {word && ` · ${word}`}
          {reason && ` – ${reason}`}
        </div>
        {hint && (
          <div className={classes.muted}>{t('attention.hint', { hint })}</div>
        )}
        {observedAt && (
          <div className={classes.muted}>
            {t('attention.lastKnown', { ago: format.ago(observedAt, now) })}
          </div>
        )}
      </div>
      <div className={classes.cell}>
        <AffectedLinks problem={problem} />
        {entities.total > 0 && (
          <div>
            <Refs refs={entities} />
          </div>
        )}
        {owners.total > 0 && (
          <div className={classes.muted}>
            {t('problems.owners')} <Refs refs={owners} />
          </div>
        )}
        {mute && (
          <div className={classes.muted}>
            {t('problems.mutedUntil', { time: format.dateTime(mute.until) })}
            {mute.reason && ` – ${mute.reason}`}
          </div>
        )}
      </div>
      {mayMute && (
        <div className={classes.action}>
          <Button
            size="small"
            aria-label={t(mute ? 'problems.unmuteOf' : 'problems.muteOf', {
              name,
            })}
            onClick={() => (mute ? onUnmute : onMute)(problem)}
          >
            {t(mute ? 'problems.unmute' : 'problems.mute')}
          </Button>
        </div>
      )}
    </li>
  );
}
