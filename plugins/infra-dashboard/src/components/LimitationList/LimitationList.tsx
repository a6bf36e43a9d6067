import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { alpha, makeStyles } from '@material-ui/core/styles';
import type { Limitation } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { infraDashboardTranslationRef } from '../../translation';
import { CopyButton } from '../CopyButton';
import { mutedText } from '../mutedText';

const useStyles = makeStyles(
  theme => ({
    list: {
      display: 'grid',
      gap: theme.spacing(1.5),
      margin: 0,
      padding: 0,
      listStyle: 'none',
      fontSize: '0.8125rem',
      lineHeight: 1.45,
      overflowWrap: 'anywhere',
    },
    remedy: {
      display: 'flex',
      alignItems: 'flex-start',
      marginTop: theme.spacing(0.5),
      padding: theme.spacing(0.5, 0.5, 0.5, 1),
      borderRadius: theme.shape.borderRadius,
      backgroundColor: alpha(theme.palette.text.primary, 0.06),
      '& button': {
        padding: 4,
        color: mutedText(theme),
        backgroundColor: 'transparent',
      },
      '& svg': { fontSize: 18 },
    },
    text: {
      flex: 1,
      minWidth: 0,
      paddingTop: 4,
      fontFamily: 'monospace',
      fontSize: '0.75rem',
      whiteSpace: 'pre-wrap',
    },
    message: { margin: 0, marginBottom: theme.spacing(0.5) },
    caption: { color: mutedText(theme), fontSize: '0.75rem' },
  }),
  { name: 'InfraDashboardLimitationList' },
);

export interface LimitationListProps {
  limitations: Limitation[];
}

/** Several limitations often share one remedy, which is shown once. */
function groupByRemedy(limitations: Limitation[]) {
  const groups = new Map<string, string[]>();
  for (const { message, remedy = '' } of limitations) {
    groups.set(remedy, [...(groups.get(remedy) ?? []), message]);
  }
  return [...groups].map(([remedy, messages]) => ({ remedy, messages }));
}

/** What the credentials or the platform do not let the plugin read, with remedies. */
export function LimitationList({ limitations }: LimitationListProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  return (
    <ul className={classes.list}>
      {groupByRemedy(limitations).map(({ messages, remedy }) => (
        <li key={remedy}>
          {messages.map(message => (
            <p key={message} className={classes.message}>
              {message}
            </p>
          ))}
          {remedy && (
            <>
              <div className={classes.caption}>{t('cluster.remedy')}</div>
              <div className={classes.remedy}>
                <span className={classes.text}>{remedy}</span>
                <CopyButton text={remedy} />
              </div>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
