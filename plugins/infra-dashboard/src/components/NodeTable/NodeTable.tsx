import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import {
  usedShare,
  type NodeStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useFormat } from '../../format';
import { nodeRouteRef } from '../../routes';
import { healthRank } from '../../summary';
import { infraDashboardTranslationRef } from '../../translation';
import { Since } from '../Age';
import { NodeBadge } from '../NodeCard';
import { ResourceBar } from '../ResourceBar';
import { SortHead, useTableSort, type SortValues } from '../SortHead';
import { WorkloadCounts } from '../StateCounts';
import { useTableStyles } from '../tableStyles';
import { usePlatformTerms } from '../usePlatformTerms';

const VALUES: SortValues<NodeStatus> = {
  name: ({ name }) => name,
  status: ({ health }) => healthRank(health),
  cpu: ({ cpu }) => usedShare(cpu),
  memory: ({ memory }) => usedShare(memory),
  storage: ({ storage }) => usedShare(storage),
  workloads: ({ workloads }) => workloads?.total,
  uptime: ({ uptime }) => uptime,
};

export interface NodeTableProps {
  cluster: string;
  /** Decides the words. */
  provider: string;
  nodes: NodeStatus[];
}

/** The nodes of a cluster, one a line, in the given order or sorted by a column. */
export function NodeTable({ cluster, nodes, provider }: NodeTableProps) {
  const { onSort, sort, sorted } = useTableSort(nodes, VALUES);
  const classes = useTableStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const terms = usePlatformTerms(provider);
  const nodeRoute = useRouteRef(nodeRouteRef);
  const { cell, fromLg, fromMd, fromSm, nowrap } = classes;
  const column = (label: string, by: string, from = '') => (
    <SortHead
      key={by}
      label={label}
      by={by}
      sort={sort}
      onSort={onSort}
      className={from}
    />
  );

  return (
    <div className={classes.container}>
      <Table size="small" className={classes.table}>
        <caption className={classes.caption}>
          {t('node.caption', {
            cluster,
            nodes: terms?.nodes ?? t('cluster.nodes'),
          })}
        </caption>
        <TableHead>
          <TableRow>
            {column(terms?.node ?? t('node.name'), 'name')}
            {column(t('node.status'), 'status')}
            {column(t('resource.cpu'), '-cpu', fromSm)}
            {column(t('resource.memory'), '-memory', fromSm)}
            {column(t('resource.storage'), '-storage', fromLg)}
            {column(t('cluster.workloads'), '-workloads', fromMd)}
            {column(t('node.uptime'), 'uptime', fromLg)}
          </TableRow>
        </TableHead>
        <TableBody>
          {sorted.map(node => (
            <TableRow key={node.id} className={classes.row}>
              <TableCell
                component="th"
                scope="row"
                role="rowheader"
                className={cell}
              >
                <div className={`${nowrap} ${classes.strong}`}>
                  <Link
                    to={nodeRoute({
                      cluster: encodeURIComponent(cluster),
                      node: encodeURIComponent(node.name),
                    })}
                  >
                    {node.name}
                  </Link>
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
