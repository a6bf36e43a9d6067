import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useFormat } from '../../format';
import { nodeRouteRef } from '../../routes';
import { infraDashboardTranslationRef } from '../../translation';
import { Since } from '../Age';
import { NodeBadge } from '../NodeCard';
import { ResourceBar } from '../ResourceBar';
import { WorkloadCounts } from '../StateCounts';
import { useTableStyles } from '../tableStyles';
import { usePlatformTerms } from '../usePlatformTerms';

export interface NodeTableProps {
  cluster: string;
  /** Decides the words. */
  provider: string;
  nodes: NodeStatus[];
}

/** The nodes of a cluster, one a line. */
export function NodeTable({ cluster, nodes, provider }: NodeTableProps) {
  const classes = useTableStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const terms = usePlatformTerms(provider);
  const nodeRoute = useRouteRef(nodeRouteRef);
  const { cell, fromLg, fromMd, fromSm, head, nowrap } = classes;

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
            <TableCell scope="col" className={head}>
              {terms?.node ?? t('node.name')}
            </TableCell>
            <TableCell scope="col" className={head}>
              {t('node.status')}
            </TableCell>
            {(['cpu', 'memory'] as const).map(kind => (
              <TableCell key={kind} scope="col" className={`${head} ${fromSm}`}>
                {t(`resource.${kind}`)}
              </TableCell>
            ))}
            <TableCell scope="col" className={`${head} ${fromLg}`}>
              {t('resource.storage')}
            </TableCell>
            <TableCell scope="col" className={`${head} ${fromMd}`}>
              {t('cluster.workloads')}
            </TableCell>
            <TableCell scope="col" className={`${head} ${fromLg}`}>
              {t('node.uptime')}
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {nodes.map(node => (
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
