import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useWorkloads } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { usePanelStyles } from '../panelStyles';
import { QueryState } from '../QueryState';
import { WorkloadTable } from '../WorkloadTable';

/** What runs on a node. */
export function NodeWorkloads(props: { cluster: string; node: string }) {
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
