import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useFormat } from '../../format';
import { infraDashboardTranslationRef } from '../../translation';
import { ChangeList } from '../ChangeList';
import { HistoryPanel } from '../HistoryPanel';
import { PageTabs } from '../PageTabs';
import { StorageList } from '../StorageList';
import { usePlatformTerms } from '../usePlatformTerms';
import { WorkloadList } from '../WorkloadList';
import { ClusterFacts } from './ClusterFacts';
import { NodeList } from './NodeList';

/** The tabs of a cluster: nodes, workloads, storages, changes, history and facts. */
export function ClusterTabs({ cluster }: { cluster: ClusterStatus }) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const terms = usePlatformTerms(cluster.provider);
  const { freshness, name, nodes = [], totals } = cluster;
  const workloadCount = totals.workloads?.total;
  // The number of nodes is unknown until the first successful read.
  const nodeCount = freshness.observedAt ? nodes.length : undefined;
  const counted = (label: string, count: number | undefined) =>
    count === undefined ? label : `${label} (${format.count(count)})`;
  return (
    <PageTabs
      label={name}
      // If the credentials cannot list nodes, start with the workloads.
      fallback={nodes.length === 0 && workloadCount ? 'workloads' : undefined}
      tabs={[
        {
          value: 'nodes',
          label: counted(terms?.nodes ?? t('cluster.nodes'), nodeCount),
          content: () => <NodeList cluster={cluster} />,
        },
        {
          value: 'workloads',
          label: counted(t('cluster.workloads'), workloadCount),
          content: () => (
            <WorkloadList
              scope={{ cluster: name, provider: cluster.provider }}
              place={name}
            />
          ),
        },
        {
          value: 'storage',
          label: t('storages.title'),
          content: () => <StorageList cluster={name} />,
        },
        {
          value: 'changes',
          label: t('changes.title'),
          content: () => <ChangeList scope={{ cluster: name }} />,
        },
        {
          value: 'history',
          label: t('history.title'),
          content: () => <HistoryPanel cluster={name} />,
        },
        {
          value: 'facts',
          label: t('cluster.facts'),
          content: () => <ClusterFacts cluster={cluster} />,
        },
      ]}
    />
  );
}
