import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useClustersWithNodes } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { NodeHeatMap } from '../NodeHeatMap';
import { NodeHealthFilter, useNodeHealths } from '../NodeHealthFilter';
import { Notice } from '../Notice';
import { QueryState } from '../QueryState';

/** The nodes of some clusters, and a filter by health. */
function FilteredHeatMap({ clusters }: { clusters: ClusterStatus[] }) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const state = useNodeHealths();
  const isFiltered = state.healths.length > 0;
  const shown = isFiltered
    ? clusters
        .map(one => ({
          ...one,
          nodes: one.nodes?.filter(node => state.passes(node, one)),
        }))
        .filter(({ nodes }) => nodes?.length)
    : clusters;
  return (
    <>
      <NodeHealthFilter clusters={clusters} state={state} />
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
