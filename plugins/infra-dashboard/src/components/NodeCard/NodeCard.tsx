import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Paper from '@material-ui/core/Paper';
import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useNodePath } from '../../hooks';
import { useFormat } from '../../format';
import { infraDashboardTranslationRef } from '../../translation';
import { useCardStyles } from '../cardStyles';
import { Notice } from '../Notice';
import { ResourceBar } from '../ResourceBar';
import { WorkloadCounts } from '../StateCounts';
import { NodeBadge } from './NodeBadge';

export interface NodeCardProps {
  node: NodeStatus;
}

/** One node: how it is, how full it is and what runs on it. */
export function NodeCard({ node }: NodeCardProps) {
  const classes = useCardStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const nodePath = useNodePath();
  const { cluster, health, name, provider, statusReason, workloads } = node;
  const { roles } = node.metadata ?? {};

  return (
    <Paper component="article" className={classes.card} aria-label={name}>
      <header className={classes.header}>
        <div className={classes.heading}>
          <h3 className={classes.title}>
            <Link
              to={nodePath(cluster, name)}
              className={classes.link}
              color="inherit"
            >
              {name}
            </Link>
          </h3>
          <div className={classes.meta}>
            {roles && <span>{roles}</span>}
            {node.addresses?.[0] && <span>{node.addresses[0]}</span>}
            {node.uptime !== undefined && (
              <span>
                {t('node.up', { duration: format.duration(node.uptime) })}
              </span>
            )}
          </div>
        </div>
        <span className={classes.raised}>
          <NodeBadge node={node} />
        </span>
      </header>
      {statusReason && (
        <Notice severity={health === 'failed' ? 'error' : 'warning'}>
          {statusReason}
        </Notice>
      )}
      <div className={`${classes.bars} ${classes.raised}`}>
        {(['cpu', 'memory', 'storage'] as const).map(kind => (
          <ResourceBar
            key={kind}
            kind={kind}
            usage={node[kind]}
            provider={provider}
            of={name}
          />
        ))}
      </div>
      {workloads && (
        <div className={classes.footer}>
          <span className={classes.term}>{t('cluster.workloads')}</span>
          <span className={classes.counts}>
            <span className={classes.total}>
              {format.count(workloads.total)}
            </span>
            <span className={classes.raised}>
              <WorkloadCounts counts={workloads} />
            </span>
          </span>
        </div>
      )}
    </Paper>
  );
}
