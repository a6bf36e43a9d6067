import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useListPaths } from '../../hooks';
import { clusterState, healthRank, toneOf } from '../../summary';
import { infraDashboardTranslationRef } from '../../translation';
import { DataAge } from '../Age';
import { ClusterBadge } from '../ClusterBadge';
import { ClusterLink } from '../ClusterLink';
import { heatOf } from '../NodeHeatMap/heat';
import { ProviderBadge } from '../ProviderBadge';
import { ResourceBar } from '../ResourceBar';
import { useTableSort, type SortValues } from '../SortHead';
import { NodeCounts, TotalLink, WorkloadCounts } from '../StateCounts';
import { useTableStyles } from '../tableStyles';

const RESOURCES = ['cpu', 'memory', 'storage'] as const;

const VALUES: SortValues<ClusterStatus> = {
  name: ({ name }) => name,
  status: cluster => healthRank(toneOf(clusterState(cluster))),
  cpu: ({ totals }) => heatOf(totals.cpu).share,
  memory: ({ totals }) => heatOf(totals.memory).share,
  storage: ({ totals }) => heatOf(totals.storage).share,
  nodes: ({ totals }) => totals.nodes.total,
  workloads: ({ totals }) => totals.workloads?.total,
};

/** Clusters, one a line, in the given order or sorted by a column. */
export function ClusterTable({ clusters }: { clusters: ClusterStatus[] }) {
  const { head, sorted } = useTableSort(clusters, VALUES);
  const classes = useTableStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const paths = useListPaths();
  const { cell, fromLg, fromMd, fromSm } = classes;
  const fromOf = (kind: string) => (kind === 'storage' ? fromLg : fromMd);

  return (
    <div className={classes.container}>
      <Table size="small" className={classes.table}>
        <caption className={classes.caption}>{t('overview.caption')}</caption>
        <TableHead>
          <TableRow>
            {head(t('workload.cluster'), 'name')}
            {head(t('node.status'), 'status')}
            {RESOURCES.map(kind =>
              head(t(`resource.${kind}`), `-${kind}`, fromOf(kind)),
            )}
            {head(t('cluster.nodes'), '-nodes', fromSm)}
            {head(t('cluster.workloads'), '-workloads', fromSm)}
          </TableRow>
        </TableHead>
        <TableBody>
          {sorted.map(cluster => {
            const { freshness, name, provider, totals } = cluster;
            const isRead = freshness.observedAt !== undefined;
            return (
              <TableRow key={name} className={classes.row}>
                <TableCell
                  component="th"
                  scope="row"
                  role="rowheader"
                  className={cell}
                >
                  <ClusterLink cluster={name} />
                  <div className={classes.small}>
                    <ProviderBadge provider={provider} />
                  </div>
                </TableCell>
                <TableCell className={cell}>
                  <ClusterBadge cluster={cluster} />
                  <div className={`${classes.small} ${classes.muted}`}>
                    <DataAge freshness={freshness} />
                  </div>
                </TableCell>
                {RESOURCES.map(kind => (
                  <TableCell key={kind} className={`${cell} ${fromOf(kind)}`}>
                    {isRead && (
                      <ResourceBar
                        dense
                        hideLabel
                        kind={kind}
                        usage={totals[kind]}
                        provider={provider}
                        of={name}
                      />
                    )}
                  </TableCell>
                ))}
                <TableCell className={`${cell} ${fromSm}`}>
                  {isRead && (
                    <>
                      <TotalLink
                        count={totals.nodes.total}
                        label={t('cluster.nodes')}
                        to={paths.nodes(name)}
                      />{' '}
                      <NodeCounts
                        totals={totals}
                        pathOf={health => paths.nodes(name, health)}
                      />
                    </>
                  )}
                </TableCell>
                <TableCell className={`${cell} ${fromSm}`}>
                  {isRead && totals.workloads && (
                    <>
                      <TotalLink
                        count={totals.workloads.total}
                        label={t('cluster.workloads')}
                        to={paths.workloads({ cluster: name })}
                      />{' '}
                      <WorkloadCounts
                        counts={totals.workloads}
                        pathOf={health =>
                          paths.workloads({ cluster: name, health })
                        }
                      />
                    </>
                  )}
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </div>
  );
}
