import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useId } from 'react';
import { useUrlState, useWorkloads } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { usePanelStyles } from '../panelStyles';
import { QueryState } from '../QueryState';
import { WorkloadTable } from '../WorkloadTable';
import { NodeList } from './NodeList';

function ClusterWorkloads({ cluster }: { cluster: string }) {
  const query = useWorkloads({ cluster });
  return (
    <QueryState query={query}>
      {workloads => (
        <WorkloadTable workloads={workloads} place={cluster} showNode />
      )}
    </QueryState>
  );
}

/** The nodes or the workloads of a cluster; which of them stands in the URL. */
export function ClusterTabs({ cluster }: { cluster: ClusterStatus }) {
  const classes = usePanelStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const url = useUrlState();
  const id = useId();
  const nodes = cluster.nodes ?? [];
  const workloadCount = cluster.totals.workloads?.total;
  // Where the nodes are hidden from us, the workloads are what there is to see.
  const fallback = nodes.length === 0 && workloadCount ? 'workloads' : 'nodes';
  const tab = url.get('tab') || fallback;
  const current = tab === 'workloads' ? 'workloads' : 'nodes';
  const tabProps = (value: string) => ({
    value,
    id: `${id}-tab-${value}`,
    'aria-controls': `${id}-panel`,
    className: classes.tab,
  });

  return (
    <section>
      <Tabs
        value={current}
        onChange={(_event, value) => {
          // The filters of one tab mean nothing in the other.
          url.clear(['q', 'type', 'health', 'sort']);
          url.set('tab', value);
        }}
        indicatorColor="primary"
        textColor="primary"
        className={classes.tabs}
        aria-label={cluster.name}
      >
        <Tab
          label={`${t('cluster.nodes')} (${nodes.length})`}
          {...tabProps('nodes')}
        />
        <Tab
          label={
            workloadCount === undefined
              ? t('cluster.workloads')
              : `${t('cluster.workloads')} (${workloadCount})`
          }
          {...tabProps('workloads')}
        />
      </Tabs>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-tab-${current}`}
        style={{ paddingTop: 16 }}
      >
        {current === 'nodes' ? (
          <NodeList cluster={cluster.name} nodes={nodes} />
        ) : (
          <ClusterWorkloads cluster={cluster.name} />
        )}
      </div>
    </section>
  );
}
