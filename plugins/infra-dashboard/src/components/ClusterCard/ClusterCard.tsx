import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Paper from '@material-ui/core/Paper';
import Tooltip from '@material-ui/core/Tooltip';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { memo } from 'react';
import { useClusterPath, useListPaths } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { DataAge } from '../Age';
import { useCardStyles } from '../cardStyles';
import { ClusterBadge } from '../ClusterBadge';
import { ClusterNotice } from '../ClusterNotice';
import { ProviderBadge } from '../ProviderBadge';
import { ResourceBar } from '../ResourceBar';
import { NodeCounts, TotalLink, WorkloadCounts } from '../StateCounts';
import { ClusterSparklines } from './ClusterSparklines';

export interface ClusterCardProps {
  cluster: ClusterStatus;
  /** Hide the platform, because the heading above shows it. */
  hideProvider?: boolean;
}

function Card({ cluster, hideProvider }: ClusterCardProps) {
  const classes = useCardStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const paths = useListPaths();
  const pathOf = useClusterPath();
  const { displayName, freshness, limitations, name, provider, totals } =
    cluster;
  const isRead = freshness.observedAt !== undefined;
  const clusterPath = pathOf(name);

  return (
    <Paper component="article" className={classes.card} aria-label={name}>
      <header className={classes.header}>
        <div className={classes.heading}>
          <h3 className={classes.title}>
            <Link to={clusterPath} className={classes.link} color="inherit">
              {name}
            </Link>
          </h3>
          <div className={classes.meta}>
            {!hideProvider && <ProviderBadge provider={provider} />}
            {displayName && displayName !== name && <span>{displayName}</span>}
            {cluster.version && <span>{cluster.version}</span>}
            {isRead && (
              <span className={classes.raised}>
                <DataAge freshness={freshness} />
              </span>
            )}
          </div>
        </div>
        <span className={classes.raised}>
          <ClusterBadge cluster={cluster} />
        </span>
      </header>
      <ClusterNotice cluster={cluster} />
      {isRead && (
        <>
          <div className={`${classes.bars} ${classes.raised}`}>
            {(['cpu', 'memory', 'storage'] as const).map(kind => (
              <ResourceBar
                key={kind}
                kind={kind}
                usage={totals[kind]}
                provider={provider}
                of={name}
              />
            ))}
          </div>
          <ClusterSparklines cluster={name} />
          <div className={classes.footer}>
            <span className={classes.term}>{t('cluster.nodes')}</span>
            <span className={classes.counts}>
              <span className={`${classes.total} ${classes.raised}`}>
                <TotalLink
                  count={totals.nodes.total}
                  label={t('cluster.nodes')}
                  to={paths.nodes(name)}
                />
              </span>
              <span className={classes.raised}>
                <NodeCounts
                  totals={totals}
                  withWords
                  pathOf={health => paths.nodes(name, health)}
                />
              </span>
            </span>
            <span className={classes.term}>{t('cluster.workloads')}</span>
            <span className={classes.counts}>
              {totals.workloads ? (
                <>
                  <span className={`${classes.total} ${classes.raised}`}>
                    <TotalLink
                      count={totals.workloads.total}
                      label={t('cluster.workloads')}
                      to={paths.workloads({ cluster: name })}
                    />
                  </span>
                  <span className={classes.raised}>
                    <WorkloadCounts
                      counts={totals.workloads}
                      pathOf={health =>
                        paths.workloads({ cluster: name, health })
                      }
                    />
                  </span>
                </>
              ) : (
                <span className={classes.total}>{t('state.unknown')}</span>
              )}
            </span>
            {limitations && (
              <>
                <span className={classes.term}>{t('cluster.hidden')}</span>
                <Tooltip
                  title={limitations.map(({ message }) => message).join(' · ')}
                >
                  <span className={classes.raised}>
                    <Link to={clusterPath} color="inherit">
                      {t('cluster.limitationCount', {
                        count: limitations.length,
                      })}
                    </Link>
                  </span>
                </Tooltip>
              </>
            )}
          </div>
        </>
      )}
    </Paper>
  );
}

/**
 * One cluster: health, usage, workload counts and the age of the data. It re-renders only when
 * the cluster changes.
 */
export const ClusterCard = memo(Card);
