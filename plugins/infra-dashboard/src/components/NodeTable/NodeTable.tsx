import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import type {
  ClusterStatus,
  NodeStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useFormat } from '../../format';
import { healthRank, isStale } from '../../summary';
import { infraDashboardTranslationRef } from '../../translation';
import { DataAge, Since } from '../Age';
import { ClusterLink } from '../ClusterLink';
import { NodeBadge } from '../NodeCard';
import { heatOf } from '../NodeHeatMap/heat';
import { NodeLink } from '../NodeLink';
import { ProviderBadge } from '../ProviderBadge';
import { ResourceBar } from '../ResourceBar';
import { useTableSort, type SortValues } from '../SortHead';
import { WorkloadCounts } from '../StateCounts';
import { useTableStyles } from '../tableStyles';
import { usePlatformTerms } from '../usePlatformTerms';

const VALUES: SortValues<NodeStatus> = {
  name: ({ name }) => name,
  cluster: one => one.cluster,
  status: ({ health }) => healthRank(health),
  cpu: ({ cpu }) => heatOf(cpu).share,
  memory: ({ memory }) => heatOf(memory).share,
  storage: ({ storage }) => heatOf(storage).share,
  workloads: ({ workloads }) => workloads?.total,
  uptime: ({ uptime }) => uptime,
};

export interface NodeTableProps {
  /** All nodes are of this cluster. */
  cluster?: string;
  /** Those that the nodes are of, where there are several. */
  clusters?: ClusterStatus[];
  /** Decides the words; those of all platforms where absent. */
  provider?: string;
  nodes: NodeStatus[];
  /** Draws no more of them than this. */
  maxRows?: number;
}

/** Nodes, one a line, in the given order or sorted by a column. */
export function NodeTable(props: NodeTableProps) {
  const { cluster, clusters = [], maxRows, nodes, provider = '' } = props;
  const { head, sorted } = useTableSort(nodes, VALUES);
  const classes = useTableStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const terms = usePlatformTerms(provider);
  const { cell, fromLg, fromMd, fromSm, nowrap } = classes;
  const ageOf = new Map(
    clusters
      .filter(({ freshness }) => isStale(freshness))
      .map(({ freshness, name }) => [name, freshness]),
  );

  return (
    <div className={classes.container}>
      <Table size="small" className={classes.table}>
        <caption className={classes.caption}>
          {cluster === undefined
            ? t('nodes.caption')
            : t('node.caption', {
                cluster,
                nodes: terms?.nodes ?? t('cluster.nodes'),
              })}
        </caption>
        <TableHead>
          <TableRow>
            {head(terms?.node ?? t('node.name'), 'name')}
            {head(t('node.status'), 'status')}
            {cluster === undefined &&
              head(terms?.cluster ?? t('workload.cluster'), 'cluster', fromSm)}
            {head(t('resource.cpu'), '-cpu', fromSm)}
            {head(t('resource.memory'), '-memory', fromSm)}
            {head(t('resource.storage'), '-storage', fromLg)}
            {head(t('cluster.workloads'), '-workloads', fromMd)}
            {head(t('node.uptime'), 'uptime', fromLg)}
          </TableRow>
        </TableHead>
        <TableBody>
          {sorted.slice(0, maxRows).map(node => (
            <TableRow
              key={`${node.cluster} ${node.id}`}
              className={classes.row}
            >
              <TableCell
                component="th"
                scope="row"
                role="rowheader"
                className={cell}
              >
                <div className={`${nowrap} ${classes.strong}`}>
                  <NodeLink cluster={node.cluster} name={node.name} short />
                </div>
                <div className={`${nowrap} ${classes.muted} ${classes.small}`}>
                  {node.metadata?.roles ?? node.addresses?.[0]}
                </div>
              </TableCell>
              <TableCell className={cell}>
                <NodeBadge node={node} />{' '}
                <span className={`${classes.muted} ${classes.small}`}>
                  <Since time={node.since} />
                </span>
                {node.statusReason && (
                  <div
                    className={`${nowrap} ${classes.muted} ${classes.small} ${fromMd}`}
                    aria-hidden="true"
                  >
                    {node.statusReason}
                  </div>
                )}
              </TableCell>
              {cluster === undefined && (
                <TableCell className={`${cell} ${fromSm}`}>
                  <ClusterLink cluster={node.cluster} />
                  <div className={`${nowrap} ${classes.small}`}>
                    {ageOf.has(node.cluster) ? (
                      <DataAge freshness={ageOf.get(node.cluster)!} />
                    ) : (
                      <ProviderBadge provider={node.provider} />
                    )}
                  </div>
                </TableCell>
              )}
              {(['cpu', 'memory', 'storage'] as const).map(kind => (
                <TableCell
                  key={kind}
                  className={`${cell} ${kind === 'storage' ? fromLg : fromSm}`}
                >
                  <ResourceBar
                    dense
                    hideLabel
                    kind={kind}
                    usage={node[kind]}
                    provider={node.provider}
                    of={node.name}
                  />
                </TableCell>
              ))}
              <TableCell className={`${cell} ${fromMd}`}>
                {node.workloads && <WorkloadCounts counts={node.workloads} />}
              </TableCell>
              <TableCell className={`${cell} ${fromLg}`}>
                {node.uptime === undefined ? '–' : format.duration(node.uptime)}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
