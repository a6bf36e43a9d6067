import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { makeStyles } from '@material-ui/core/styles';
import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useFormat } from '../../format';
import { useClusters, useListPaths } from '../../hooks';
import { hasStaleWorkloads } from '../../summary';
import { infraDashboardTranslationRef } from '../../translation';
import { DataAge } from '../Age';
import { useProviderLabel } from '../ProviderBadge';
import { StatusBadge } from '../StatusBadge';
import { judge } from './judge';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5, 1),
      margin: 0,
      fontSize: '0.875rem',
    },
  }),
  { name: 'InfraDashboardEntityVerdict' },
);

export interface EntityVerdictProps {
  entityRef: string;
  title: string;
  /** All that belongs to the entity, replicas folded into their controllers. */
  workloads: Workload[];
}

/**
 * Whether an entity is well on all platforms together: how many parts failed on
 * which platform, and whose data is stale. Nothing where it has no workloads.
 */
export function EntityVerdict(props: EntityVerdictProps) {
  const { entityRef, title, workloads } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const paths = useListPaths();
  const providerLabel = useProviderLabel();
  const { data: clusters = [] } = useClusters();
  const judgement = judge(workloads);
  if (!judgement) return null;
  const { health, total, unhealthy } = judgement;
  const used = new Set(workloads.map(({ cluster }) => cluster));
  const stale = clusters.filter(
    one => used.has(one.name) && hasStaleWorkloads(one),
  );
  return (
    <p className={classes.root}>
      <strong>{title}</strong>
      <StatusBadge tone={health} label={t(`state.${health}`)} />
      {unhealthy.length === 0 && (
        <span>
          {t('verdict.healthy', {
            count: total,
            formatted: format.count(total),
          })}
        </span>
      )}
      {unhealthy.map(({ count, health: of, provider, total: all }) => (
        <Link
          key={`${provider} ${of}`}
          to={paths.workloads({ entityRef, provider, health: of })}
          underline="always"
        >
          {t('verdict.parts', {
            part: format.count(count),
            total: format.count(all),
            state: t(`state.${of}`).toLocaleLowerCase(),
            platform: providerLabel(provider),
          })}
        </Link>
      ))}
      {stale.map(({ freshness, name, workloadsFreshness }) => (
        <span key={name}>
          {name}: <DataAge freshness={workloadsFreshness ?? freshness} />
        </span>
      ))}
    </p>
  );
}
