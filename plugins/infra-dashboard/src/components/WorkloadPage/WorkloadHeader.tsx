import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { WorkloadResponse } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { useClusterPath } from '../../hooks';
import { useFormat } from '../../format';
import { readProblems } from '../../summary';
import { infraDashboardTranslationRef } from '../../translation';
import { DataAge, Since } from '../Age';
import { NodeLink } from '../NodeLink';
import { Notice } from '../Notice';
import { usePanelStyles } from '../panelStyles';
import { ProblemNotice } from '../ProblemNotice';
import { ProviderBadge } from '../ProviderBadge';
import { StatusBadge } from '../StatusBadge';
import { useWorkloadTypeLabel } from '../WorkloadList/workloadTypes';

/** Name, state, place and age of a workload, and what is wrong with it. */
export function WorkloadHeader({ response }: { response: WorkloadResponse }) {
  const classes = usePanelStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const typeLabel = useWorkloadTypeLabel();
  const clusterPath = useClusterPath();
  const { error, freshness, workload } = response;
  const { health, name, node, provider, status, statusReason } = workload;
  return (
    <>
      <div>
        <div className={classes.title}>
          <h2 className={classes.name}>{name}</h2>
          <StatusBadge tone={health} label={status} />
          <span className={classes.meta}>
            <Since time={workload.since} />
          </span>
        </div>
        <div className={classes.meta}>
          <ProviderBadge provider={provider} />
          <span>{typeLabel(workload.type)}</span>
          <Link to={clusterPath(workload.cluster)}>{workload.cluster}</Link>
          {node !== undefined && (
            <NodeLink cluster={workload.cluster} name={node} short />
          )}
          {workload.namespace && <span>{workload.namespace}</span>}
          <DataAge freshness={freshness} />
          {workload.uptime !== undefined && (
            <span>
              {t('node.up', { duration: format.duration(workload.uptime) })}
            </span>
          )}
        </div>
      </div>
      {readProblems({ error, freshness }).map(problem => (
        <ProblemNotice key={problem.kind} problem={problem} />
      ))}
      {statusReason && (
        <Notice severity={health === 'failed' ? 'error' : 'warning'}>
          {statusReason}
        </Notice>
      )}
    </>
  );
}
