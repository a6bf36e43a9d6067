import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { makeStyles } from '@material-ui/core/styles';
import type {
  Condition,
  Health,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useFormat } from '../../format';
import { useNow } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { StatusIcon } from '../StatusBadge';
import { mutedText } from '../mutedText';

const TONES: Record<Condition['severity'], Health> = {
  error: 'failed',
  warning: 'degraded',
  info: 'unknown',
  ok: 'healthy',
};

const SEVERITIES: Condition['severity'][] = ['error', 'warning', 'info', 'ok'];

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gap: theme.spacing(0.75),
      margin: 0,
      padding: 0,
      listStyle: 'none',
      fontSize: '0.8125rem',
      lineHeight: 1.45,
    },
    item: { display: 'flex', gap: theme.spacing(1), alignItems: 'flex-start' },
    icon: { display: 'inline-flex', paddingTop: 1 },
    text: { minWidth: 0, overflowWrap: 'anywhere' },
    status: { fontWeight: 500 },
    muted: { color: mutedText(theme) },
  }),
  { name: 'InfraDashboardConditionList' },
);

export interface ConditionListProps {
  conditions: Condition[];
}

/** The conditions that a platform reports of a node, worst first. */
export function ConditionList({ conditions }: ConditionListProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const now = useNow();
  const sorted = [...conditions].sort(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
  );
  return (
    <ul className={classes.root}>
      {sorted.map(({ message, reason, severity, since, status, type }) => {
        const isCalm = severity === 'ok';
        return (
          <li key={type} className={classes.item}>
            <span className={classes.icon}>
              <StatusIcon tone={TONES[severity]} size={14} />
            </span>
            <div className={classes.text}>
              <span className={classes.status}>{type}</span>=
              {t(`conditionStatus.${status}`)}
              {since && (
                <span className={classes.muted}>
                  {' '}
                  {t('node.conditionFor', {
                    duration: format.duration((now - Date.parse(since)) / 1000),
                  })}
                </span>
              )}
              {!isCalm && (message || reason) && (
                <div className={classes.muted}>{message ?? reason}</div>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
