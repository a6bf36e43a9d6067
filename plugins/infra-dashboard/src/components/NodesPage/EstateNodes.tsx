import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useMemo, useState } from 'react';
import { useFormat } from '../../format';
import { infraDashboardTranslationRef } from '../../translation';
import { ChipField, MultiSelectField, SearchField } from '../fields';
import { useListStyles } from '../FilterPanel';
import { NodeHealthFilter } from '../NodeHealthFilter';
import { NodeTable } from '../NodeTable';
import { Notice } from '../Notice';
import { useProviderLabel } from '../ProviderBadge';
import { CoverageNotice } from '../WorkloadList';
import { useNodeFilters } from './useNodeFilters';

/** Rows that are drawn at first, and that each click adds: a row has three bars. */
const PAGE_SIZE = 100;

/** Nodes by platform and by cluster, for the number next to each choice. */
function countNodes(clusters: ClusterStatus[]) {
  const providers = new Map<string, number>();
  const names = new Map<string, number>();
  for (const { name, nodes = [], provider } of clusters) {
    providers.set(provider, (providers.get(provider) ?? 0) + nodes.length);
    names.set(name, nodes.length);
  }
  return { providers: [...providers], names: [...names] };
}

/** The nodes of some clusters with filters, each with the number of nodes behind it. */
export function EstateNodes({ clusters }: { clusters: ClusterStatus[] }) {
  const classes = useListStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const providerLabel = useProviderLabel();
  const filters = useNodeFilters(clusters);
  const { listed, nodes } = filters;
  const counts = useMemo(() => countNodes(clusters), [clusters]);
  const [size, setSize] = useState(PAGE_SIZE);
  const counted = (text: string, count: number) =>
    `${text} (${format.count(count)})`;
  return (
    <div className={classes.stack}>
      <div
        role="search"
        className={classes.bar}
        aria-label={t('overview.filters')}
      >
        <SearchField
          label={t('cluster.filterNodes')}
          placeholder={t('nodes.searchHint')}
          value={filters.text}
          onChange={filters.setText}
        />
        <MultiSelectField
          label={t('workloads.cluster')}
          all={t('workloads.anyCluster')}
          value={filters.names}
          onChange={filters.setNames}
          options={counts.names.map(([name, count]) => [
            name,
            counted(name, count),
          ])}
        />
        <ChipField
          label={t('overview.provider')}
          all={t('overview.allProviders')}
          value={filters.providers}
          onChange={filters.setProviders}
          options={counts.providers.map(([provider, count]) => ({
            value: provider,
            text: counted(providerLabel(provider), count),
          }))}
        />
        <NodeHealthFilter clusters={listed} state={filters.state} />
        {filters.isFiltered && (
          <Button size="small" onClick={filters.clear}>
            {t('overview.clear')}
          </Button>
        )}
      </div>
      <CoverageNotice
        clusters={listed}
        isMissing={({ freshness }) => freshness.observedAt === undefined}
      />
      <span className={classes.count} role="status">
        {t('nodes.count', {
          count: nodes.length,
          formatted: format.count(nodes.length),
        })}
      </span>
      {nodes.length === 0 ? (
        <Notice severity="info">{t('cluster.noMatch')}</Notice>
      ) : (
        <NodeTable
          nodes={nodes}
          clusters={listed}
          provider={filters.provider}
          maxRows={size}
        />
      )}
      {nodes.length > size && (
        <div className={classes.bar}>
          <Button
            size="small"
            variant="outlined"
            onClick={() => setSize(size + PAGE_SIZE)}
          >
            {t('problems.more')}
          </Button>
          <span>
            {t('problems.shown', {
              shown: format.count(size),
              total: format.count(nodes.length),
            })}
          </span>
        </div>
      )}
    </div>
  );
}
