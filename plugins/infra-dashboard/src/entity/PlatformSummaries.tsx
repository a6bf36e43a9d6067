import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { makeStyles } from '@material-ui/core/styles';
import { DataAge } from '../components/Age';
import { ClusterLink } from '../components/ClusterLink';
import { ProviderBadge } from '../components/ProviderBadge';
import { WorkloadCounts } from '../components/StateCounts';
import { hasStaleWorkloads } from '../summary';
import { useFormat } from '../format';
import { useClusters } from '../hooks';
import { infraDashboardTranslationRef } from '../translation';
import type { PlatformSummary } from './summarizeWorkloads';

const useStyles = makeStyles(
  theme => ({
    list: {
      display: 'grid',
      gap: theme.spacing(1.5),
      margin: 0,
      padding: 0,
      listStyle: 'none',
    },
    row: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      gap: theme.spacing(0.5, 2),
    },
    clusters: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0, 1),
      fontSize: '0.8125rem',
    },
  }),
  { name: 'InfraDashboardPlatformSummaries' },
);

/** Clusters that are named; the others are counted. */
const NAMED = 4;

/**
 * One line for each platform: how many workloads are how well, where, and which clusters
 * are shown as of an older read.
 */
export function PlatformSummaries(props: { platforms: PlatformSummary[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const { data = [] } = useClusters();
  const stale = new Map(
    data
      .filter(hasStaleWorkloads)
      .map(one => [one.name, one.workloadsFreshness ?? one.freshness]),
  );
  const staleFirst = (a: string, b: string) =>
    Number(stale.has(b)) - Number(stale.has(a));
  return (
    <ul className={classes.list}>
      {props.platforms.map(({ clusters, counts, provider, total }) => (
        <li key={provider} className={classes.row}>
          <ProviderBadge provider={provider} />
          <span>
            {t('entity.workloads', {
              count: total,
              formatted: format.count(total),
            })}
          </span>
          <WorkloadCounts counts={counts} withWords />
          <span className={classes.clusters}>
            {[...clusters]
              .sort(staleFirst)
              .slice(0, NAMED)
              .map(cluster => {
                const freshness = stale.get(cluster);
                return (
                  <span key={cluster}>
                    <ClusterLink cluster={cluster} />
                    {freshness && <DataAge freshness={freshness} />}
                  </span>
                );
              })}
            {clusters.length > NAMED && (
              <span>
                {t('entity.moreClusters', { count: clusters.length - NAMED })}
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
