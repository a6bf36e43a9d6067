import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { makeStyles } from '@material-ui/core/styles';
import Tooltip from '@material-ui/core/Tooltip';
import type { Freshness } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { RiHistoryLine } from '@remixicon/react';
import { useFormat } from '../../format';
import { useNow } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';

const useStyles = makeStyles(
  theme => ({
    root: { whiteSpace: 'nowrap' },
    stale: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      fontWeight: 500,
      color: theme.palette.text.primary,
      '& svg': { color: theme.palette.status.warning },
    },
  }),
  { name: 'InfraDashboardDataAge' },
);

export interface DataAgeProps {
  freshness: Freshness;
}

/** How old the data of a cluster is, and whether it is stale. */
export function DataAge({ freshness }: DataAgeProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const now = useNow();
  const { observedAt, state } = freshness;
  if (!observedAt) {
    return <span className={classes.root}>{t('freshness.never')}</span>;
  }
  const ago = format.ago(observedAt, now);
  const isStale = state === 'stale';
  return (
    <Tooltip title={t('freshness.at', { time: format.dateTime(observedAt) })}>
      <time
        dateTime={observedAt}
        className={`${classes.root} ${isStale ? classes.stale : ''}`}
      >
        {isStale && <RiHistoryLine size={14} aria-hidden="true" />}
        {isStale
          ? t('freshness.staleSince', { ago })
          : t('freshness.read', { ago })}
      </time>
    </Tooltip>
  );
}
