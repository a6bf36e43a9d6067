import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useClustersWithNodes } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { NodeHeatMap } from '../NodeHeatMap';
import { NodeStateFilter, useNodeStates } from '../NodeStateFilter';
import { Notice } from '../Notice';
import { QueryState } from '../QueryState';

/** The nodes of some clusters, and a filter by state. */
function FilteredHeatMap({ clusters }: { clusters: ClusterStatus[] }) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const state = useNodeStates();
  const { states } = state;
  const isFiltered = states.length > 0;
  const shown = isFiltered
    ? clusters
        .map(one => ({
          ...one,
          nodes: one.nodes?.filter(({ status }) => states.includes(status)),
        }))
        .filter(({ nodes }) => nodes?.length)
    : clusters;
  return (
    <>
      <NodeStateFilter
        nodes={clusters.flatMap(({ nodes = [] }) => nodes)}
        state={state}
      />
      {isFiltered && shown.length === 0 ? (
        <Notice severity="info">{t('cluster.noMatch')}</Notice>
      ) : (
        <NodeHeatMap clusters={shown} />
      )}
    </>
  );
}

/** The nodes of the clusters of these names; they are only requested while they are shown. */
export function OverviewHeatMap({ names }: { names: string[] }) {
  const query = useClustersWithNodes();
  return (
    <QueryState query={query}>
      {clusters => (
        <FilteredHeatMap
          clusters={clusters.filter(({ name }) => names.includes(name))}
        />
      )}
    </QueryState>
  );
}
