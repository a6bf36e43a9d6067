import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useMemo } from 'react';
import { summarize } from '../../summary';
import { infraDashboardTranslationRef } from '../../translation';
import { ResourceBar } from '../ResourceBar';
import { TotalLink, WorkloadCounts } from '../StateCounts';
import { mutedText } from '../mutedText';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(2, 4),
      padding: theme.spacing(2),
      boxShadow: 'none',
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius * 2,
    },
    tiles: {
      display: 'flex',
      flex: '1 1 430px',
      justifyContent: 'space-between',
      gap: theme.spacing(1, 3),
      minWidth: 0,
      [theme.breakpoints.down('xs')]: { flexDirection: 'column' },
    },
    bars: {
      display: 'grid',
      flex: '3 1 620px',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 200px), 1fr))',
      gap: theme.spacing(2, 3),
      minWidth: 0,
    },
    tile: {
      fontSize: '0.8125rem',
      [theme.breakpoints.down('xs')]: {
        display: 'flex',
        alignItems: 'baseline',
        gap: theme.spacing(1),
      },
    },
    label: { color: mutedText(theme) },
    number: {
      fontSize: '1.5rem',
      lineHeight: 1.3,
      fontWeight: 700,
      fontVariantNumeric: 'tabular-nums',
      [theme.breakpoints.down('xs')]: { fontSize: '1.125rem' },
    },
    note: {
      flexBasis: '100%',
      color: mutedText(theme),
      fontSize: '0.75rem',
    },
  }),
  { name: 'InfraDashboardOverviewSummary' },
);

/** The paths of the lists that are counted, of all or of those of one health. */
export interface CountLinks {
  clusters(health?: string): string;
  nodes(health?: string): string;
  workloads(health?: string): string;
  /** Apps and machines without an owner. */
  unowned(): string;
}

export interface OverviewSummaryProps {
  clusters: ClusterStatus[];
  links: CountLinks;
  /** Number of apps and machines without an owner; absent where it is not known. */
  unowned?: number;
}

/** All clusters together: how many are healthy, and their usage. */
export function OverviewSummary(props: OverviewSummaryProps) {
  const { clusters, links, unowned } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const sum = useMemo(() => summarize(clusters), [clusters]);
  const notes = [
    sum.unread > 0 && t('summary.unread', { count: sum.unread }),
    sum.withoutWorkloads > 0 &&
      t('summary.withoutWorkloads', { count: sum.withoutWorkloads }),
  ].filter(note => note !== false);
  return (
    <Paper
      component="section"
      className={classes.root}
      aria-label={t('summary.label')}
    >
      <div className={classes.tiles}>
        {(['clusters', 'nodes', 'workloads'] as const).map(kind => (
          <div key={kind} className={classes.tile}>
            <div className={classes.label}>{t(`summary.${kind}`)}</div>
            <div className={classes.number}>
              <TotalLink
                count={sum[kind].total}
                to={links[kind]()}
                label={t(`summary.${kind}`)}
              />
            </div>
            <WorkloadCounts
              counts={sum[kind]}
              withStalePart={kind !== 'clusters'}
              withWords
              pathOf={links[kind]}
            />
          </div>
        ))}
        {unowned !== undefined && (
          <div className={classes.tile}>
            <div className={classes.label}>{t('summary.unowned')}</div>
            <div className={classes.number}>
              <TotalLink
                count={unowned}
                to={links.unowned()}
                label={t('summary.unowned')}
              />
            </div>
          </div>
        )}
      </div>
      <div className={classes.bars}>
        {(['cpu', 'memory', 'storage'] as const).map(kind => (
          <ResourceBar key={kind} kind={kind} usage={sum[kind]} />
        ))}
      </div>
      {notes.map(note => (
        <div key={note} className={classes.note}>
          {note}
        </div>
      ))}
    </Paper>
  );
}
