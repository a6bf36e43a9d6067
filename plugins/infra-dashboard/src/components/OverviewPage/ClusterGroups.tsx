import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { makeStyles } from '@material-ui/core/styles';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { groupByProvider } from '../../summary';
import { infraDashboardTranslationRef } from '../../translation';
import { ClusterCard } from '../ClusterCard';
import { ClusterTable } from '../ClusterTable';
import { useGridStyles } from '../gridStyles';
import { useProviderIcon, useProviderLabel } from '../ProviderBadge';
import { visuallyHidden } from '../visuallyHidden';
import { mutedText } from '../mutedText';

const useStyles = makeStyles(
  theme => ({
    groups: { display: 'grid', gap: theme.spacing(3) },
    heading: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      margin: 0,
      marginBottom: theme.spacing(1),
      fontSize: '1rem',
      fontWeight: 700,
    },
    count: {
      color: mutedText(theme),
      fontSize: '0.8125rem',
      fontWeight: 400,
    },
    hidden: visuallyHidden,
  }),
  { name: 'InfraDashboardClusterGroups' },
);

function ClusterGrid(props: {
  clusters: ClusterStatus[];
  isTable: boolean;
  hideProvider?: boolean;
}) {
  const grid = useGridStyles();
  if (props.isTable) return <ClusterTable clusters={props.clusters} />;
  return (
    <ul className={grid.grid}>
      {props.clusters.map(cluster => (
        <li key={cluster.name}>
          <ClusterCard cluster={cluster} hideProvider={props.hideProvider} />
        </li>
      ))}
    </ul>
  );
}

export interface ClusterGroupsProps {
  clusters: ClusterStatus[];
  isGrouped: boolean;
  /** One line for each cluster instead of a card. */
  isTable: boolean;
  /** The list of the clusters of one platform. */
  pathOf: (provider: string) => string;
}

/** The clusters as cards or table, under the name of their platform or all together. */
export function ClusterGroups(props: ClusterGroupsProps) {
  const { clusters, isGrouped, isTable, pathOf } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const providerIcon = useProviderIcon();
  const providerLabel = useProviderLabel();
  if (!isGrouped) {
    return (
      <section aria-label={t('overview.clusters')}>
        <h2 className={classes.hidden}>{t('overview.clusters')}</h2>
        <ClusterGrid clusters={clusters} isTable={isTable} />
      </section>
    );
  }
  return (
    <div className={classes.groups}>
      {groupByProvider(clusters).map(({ clusters: members, provider }) => {
        const Icon = providerIcon(provider);
        const label = providerLabel(provider);
        return (
          <section key={provider} aria-label={label}>
            <h2 className={classes.heading}>
              <Icon size={18} />
              {label}
              <Link
                to={pathOf(provider)}
                color="inherit"
                className={classes.count}
              >
                {t('overview.clusterCount', { count: members.length })}
              </Link>
            </h2>
            <ClusterGrid clusters={members} isTable={isTable} hideProvider />
          </section>
        );
      })}
    </div>
  );
}
