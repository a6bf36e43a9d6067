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
import { healthRank } from '../../summary';
import { infraDashboardTranslationRef } from '../../translation';
import { Since } from '../Age';
import { NodeBadge } from '../NodeCard';
import { NodeLink } from '../NodeLink';
import { ResourceBar } from '../ResourceBar';
import { useTableSort, type SortValues } from '../SortHead';
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
  const { head, sorted } = useTableSort(nodes, VALUES);
  const classes = useTableStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const terms = usePlatformTerms(provider);
  const { cell, fromLg, fromMd, fromSm, nowrap } = classes;

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
            {head(terms?.node ?? t('node.name'), 'name')}
            {head(t('node.status'), 'status')}
            {head(t('resource.cpu'), '-cpu', fromSm)}
            {head(t('resource.memory'), '-memory', fromSm)}
            {head(t('resource.storage'), '-storage', fromLg)}
            {head(t('cluster.workloads'), '-workloads', fromMd)}
            {head(t('node.uptime'), 'uptime', fromLg)}
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
                  <NodeLink cluster={cluster} name={node.name} short />
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
