import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { makeStyles } from '@material-ui/core/styles';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { clusterState, problemsOf, toneOf } from '../../summary';
import { infraDashboardTranslationRef } from '../../translation';
import { StatusBadge } from '../StatusBadge';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5),
      maxWidth: '100%',
    },
  }),
  { name: 'InfraDashboardClusterBadge' },
);

export interface ClusterBadgeProps {
  cluster: ClusterStatus;
}

/**
 * The state of a cluster, with the reason in a tooltip. If the state is a health but polling
 * the cluster fails, a second badge shows the failure.
 */
export function ClusterBadge({ cluster }: ClusterBadgeProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const state = clusterState(cluster);
  const problems = problemsOf(cluster);
  const own = problems.find(one => one.state === state);
  const unread = problems.find(
    ({ kind, state: word }) => kind !== 'health' && word !== state,
  );
  return (
    <span className={classes.root}>
      <StatusBadge
        tone={toneOf(state)}
        label={t(`state.${state}`)}
        reason={own?.reason ?? cluster.statusReason}
      />
      {unread && (
        <StatusBadge
          tone={unread.tone === 'failed' ? 'failed' : 'stale'}
          label={t(
            `state.${unread.kind === 'workloads' ? 'stale' : unread.state}`,
          )}
          reason={unread.reason ?? t('attention.stale')}
        />
      )}
    </span>
  );
}
