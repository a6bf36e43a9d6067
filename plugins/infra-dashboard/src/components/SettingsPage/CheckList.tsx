import { CopyTextButton } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { alpha, makeStyles } from '@material-ui/core/styles';
import type {
  ConnectionCheck,
  Health,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { infraDashboardTranslationRef } from '../../translation';
import { useTranslated } from '../../messages';
import { Notice } from '../Notice';
import { StatusIcon } from '../StatusBadge';
import { visuallyHidden } from '../visuallyHidden';

const useStyles = makeStyles(
  theme => ({
    list: {
      display: 'grid',
      gap: theme.spacing(1),
      margin: 0,
      padding: 0,
      listStyle: 'none',
      fontSize: '0.8125rem',
    },
    check: { display: 'flex', gap: theme.spacing(1), alignItems: 'flex-start' },
    icon: { display: 'inline-flex', marginTop: 2 },
    text: { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
    remedy: {
      display: 'flex',
      alignItems: 'flex-start',
      marginTop: theme.spacing(0.5),
      padding: theme.spacing(0.5, 1),
      borderRadius: theme.shape.borderRadius,
      backgroundColor: alpha(theme.palette.text.primary, 0.06),
      fontFamily: 'monospace',
      fontSize: '0.75rem',
      whiteSpace: 'pre-wrap',
      '& span': { flex: 1, minWidth: 0 },
      '& button': { padding: 4 },
    },
    hidden: visuallyHidden,
  }),
  { name: 'InfraDashboardCheckList' },
);

const TONES: Record<ConnectionCheck['checks'][number]['status'], Health> = {
  passed: 'healthy',
  warning: 'degraded',
  failed: 'failed',
  skipped: 'stopped',
};

export interface CheckListProps {
  check: ConnectionCheck;
  /** The platform of the provider. */
  provider: string;
}

/** What the credentials may and may not read, with the command that grants it. */
export function CheckList({ check, provider }: CheckListProps) {
  const classes = useStyles();
  const { checks } = useTranslated(check, provider);
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  return (
    <div>
      <Notice severity={check.ok ? 'info' : 'error'} live>
        {t(check.ok ? 'settings.checkPassed' : 'settings.checkFailed')}
      </Notice>
      <ul className={classes.list} aria-label={t('settings.checks')}>
        {checks.map(({ id, message, remedy, status, title }) => (
          <li key={id} className={classes.check}>
            <span className={classes.icon}>
              <StatusIcon tone={TONES[status]} size={16} />
              <span className={classes.hidden}>
                {t(`settings.checkStatus.${status}`)}
              </span>
            </span>
            <div className={classes.text}>
              {title}
              {message && <div>{message}</div>}
              {remedy && (
                <div className={classes.remedy}>
                  <span>{remedy}</span>
                  <CopyTextButton text={remedy} />
                </div>
              )}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
