import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useParams } from 'react-router-dom';
import { useNode, useWorkloads } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { NotFound } from '../NotFound';
import { PageFrame } from '../PageFrame';
import { usePanelStyles } from '../panelStyles';
import { QueryState } from '../QueryState';
import { useTrail } from '../useTrail';
import { WorkloadTable } from '../WorkloadTable';
import { NodeHeader } from './NodeHeader';

function NodeWorkloads(props: { cluster: string; node: string }) {
  const classes = usePanelStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const query = useWorkloads(props);
  return (
    <section>
      <h3 className={classes.panelTitle}>{t('cluster.workloads')}</h3>
      <QueryState query={query}>
        {workloads => (
          <WorkloadTable workloads={workloads} place={props.node} />
        )}
      </QueryState>
    </section>
  );
}

/** One node: how it is, what it is, and what runs on it. */
export function NodePage() {
  const { cluster = '', node = '' } = useParams();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const query = useNode({ cluster, node });
  const trail = useTrail({ cluster, node });
  return (
    <PageFrame trail={trail}>
      <QueryState
        query={query}
        notFound={
          <NotFound>{t('failure.nodeNotFound', { cluster, node })}</NotFound>
        }
      >
        {data => (
          <>
            <NodeHeader node={data} />
            <NodeWorkloads cluster={cluster} node={node} />
          </>
        )}
      </QueryState>
    </PageFrame>
  );
}
