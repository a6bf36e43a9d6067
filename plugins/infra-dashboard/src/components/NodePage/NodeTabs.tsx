import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useFormat } from '../../format';
import { infraDashboardTranslationRef } from '../../translation';
import { ChangeList } from '../ChangeList';
import { HistoryPanel } from '../HistoryPanel';
import { PageTabs } from '../PageTabs';
import { WorkloadList } from '../WorkloadList';

/** The tabs of a node: workloads, changes and history. */
export function NodeTabs({ node }: { node: NodeStatus }) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const { cluster, name, provider, workloads } = node;
  const label = t('cluster.workloads');
  return (
    <PageTabs
      label={name}
      tabs={[
        {
          value: 'workloads',
          label: workloads
            ? `${label} (${format.count(workloads.total)})`
            : label,
          content: () => (
            <WorkloadList
              scope={{ cluster, node: name, provider }}
              place={name}
            />
          ),
        },
        {
          value: 'changes',
          label: t('changes.title'),
          content: () => <ChangeList scope={{ cluster, node: name }} />,
        },
        {
          value: 'history',
          label: t('history.title'),
          content: () => <HistoryPanel cluster={cluster} node={name} />,
        },
      ]}
    />
  );
}
