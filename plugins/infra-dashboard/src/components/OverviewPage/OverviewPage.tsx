import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type {
  ClusterStatus,
  ProviderStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useDeferredValue, useMemo } from 'react';
import { filterClusters, groupByProvider, withoutCluster } from '../../summary';
import { useClusters, useProviders } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { OverviewSummary } from '../OverviewSummary';
import { FilterBar, useClusterFilters } from '../FilterBar';
import { PageFrame } from '../PageFrame';
import { ProblemList } from '../ProblemList';
import { QueryState } from '../QueryState';
import { RecentChanges } from '../RecentChanges';
import { TopPanel } from '../TopPanel';
import { ClusterGroups } from './ClusterGroups';
import { InactiveProviders } from './InactiveProviders';
import { NoClusters } from './NoClusters';
import { OverviewHeatMap } from './OverviewHeatMap';
import { useCountLinks } from './useCountLinks';
import { useUnowned } from './useUnowned';
import { mutedText } from '../mutedText';

const useStyles = makeStyles(
  theme => ({
    stack: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr)',
      gap: theme.spacing(2),
    },
    pair: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 480px), 1fr))',
      alignItems: 'start',
      gap: theme.spacing(2),
    },
    shown: {
      color: mutedText(theme),
      fontSize: '0.8125rem',
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
    },
  }),
  { name: 'InfraDashboardOverviewPage' },
);

function Overview(props: {
  clusters: ClusterStatus[];
  providers: ProviderStatus[];
}) {
  const { clusters, providers } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const state = useClusterFilters();
  const filters = useDeferredValue(state.filters);
  const shown = useMemo(
    () => filterClusters(clusters, filters),
    [clusters, filters],
  );
  const links = useCountLinks({ shown, state });
  const unowned = useUnowned(links.filter);
  const counts = useMemo(
    () =>
      groupByProvider(clusters).map(
        ({ clusters: members, provider }): [string, number] => [
          provider,
          members.length,
        ],
      ),
    [clusters],
  );
  const inactive = withoutCluster(providers, clusters);
  const problemQuery =
    filters.text || filters.health
      ? { cluster: shown.map(({ name }) => name).join(',') }
      : { provider: filters.providers.join(',') };
  if (clusters.length === 0 && inactive.length === 0) return <NoClusters />;

  return (
    <div className={classes.stack}>
      {(shown.length > 0 || !state.isFiltered) && (
        <ProblemList query={problemQuery} />
      )}
      <OverviewSummary clusters={shown} links={links} unowned={unowned} />
      {shown.length > 0 && (
        <div className={classes.pair}>
          <TopPanel clusters={shown} />
          <RecentChanges {...links.filter} />
        </div>
      )}
      <FilterBar counts={counts} state={state} />
      {state.isFiltered && (
        <div className={classes.shown}>
          <span role="status">
            {shown.length === 0
              ? t('overview.noMatch')
              : t('overview.shown', {
                  shown: String(shown.length),
                  total: String(clusters.length),
                })}
          </span>
          <Button size="small" onClick={state.clear}>
            {t('overview.clear')}
          </Button>
        </div>
      )}
      {state.view === 'heat-map' ? (
        <OverviewHeatMap names={shown.map(({ name }) => name)} />
      ) : (
        <ClusterGroups
          clusters={shown}
          isGrouped={state.isGrouped}
          isTable={state.view === 'table'}
          pathOf={links.provider}
        />
      )}
      {!state.isFiltered && <InactiveProviders providers={inactive} />}
    </div>
  );
}

/** All clusters on all platforms, what needs attention first. */
export function OverviewPage() {
  const clusters = useClusters();
  const providers = useProviders();
  return (
    <PageFrame>
      <QueryState query={clusters}>
        {data => <Overview clusters={data} providers={providers.data ?? []} />}
      </QueryState>
    </PageFrame>
  );
}
