import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Tooltip from '@material-ui/core/Tooltip';
import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { memo } from 'react';
import { useFormat } from '../../format';
import { infraDashboardTranslationRef } from '../../translation';
import { TimeAgo } from '../Age';
import { ClusterLink } from '../ClusterLink';
import { StatusBadge } from '../StatusBadge';
import { useTableStyles } from '../tableStyles';
import { useWorkloadTypeLabel, workloadIcon } from './types';
import { useWorkloadTableStyles } from './useWorkloadTableStyles';
import { WorkloadAmount, useWorkloadAmounts } from './WorkloadAmount';

/** Joins what there is of a list, with dots between. */
function dotted(parts: Array<string | undefined | false>): string {
  return parts.filter(Boolean).join(' · ');
}

export interface WorkloadRowProps {
  workload: Workload;
  showCluster: boolean;
  showNode: boolean;
  /** Position among all rows from 0, where not all are in the document. */
  index?: number;
  /** Learns the height of the row. */
  measure?: (row: HTMLTableRowElement | null) => void;
}

function Row(props: WorkloadRowProps) {
  const { index, measure, showCluster, showNode, workload } = props;
  const classes = useTableStyles();
  const own = useWorkloadTableStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const typeLabel = useWorkloadTypeLabel();
  const amounts = useWorkloadAmounts(workload);
  const { createdAt, name, namespace, node, ready, restarts, uptime } =
    workload;
  const Icon = workloadIcon(workload.type);
  const { cell, fromLg, fromMd, fromSm, muted, nowrap, small } = classes;
  const details = dotted([
    namespace,
    ready &&
      t('workload.ready', {
        ready: String(ready.ready),
        desired: String(ready.desired),
      }),
    restarts ? t('workload.restarts', { count: restarts }) : undefined,
    workload.template && t('workload.template'),
    ...(workload.tags ?? []),
  ]);

  return (
    <TableRow
      ref={measure}
      data-index={index}
      className={classes.row}
      aria-rowindex={index === undefined ? undefined : index + 2}
    >
      <TableCell component="th" scope="row" role="rowheader" className={cell}>
        <div className={own.name}>
          <Tooltip title={typeLabel(workload.type)}>
            <span
              className={own.icon}
              role="img"
              aria-label={typeLabel(workload.type)}
            >
              <Icon size={18} />
            </span>
          </Tooltip>
          <div className={own.nameText}>
            <div className={`${nowrap} ${classes.strong}`} title={name}>
              {name}
            </div>
            <div className={`${nowrap} ${muted} ${small}`} title={details}>
              {details || typeLabel(workload.type)}
            </div>
            <div
              className={`${nowrap} ${muted} ${small} ${classes.onlyXs}`}
              aria-hidden="true"
            >
              {dotted([amounts.cpu[0], amounts.memory[0]])}
            </div>
          </div>
        </div>
      </TableCell>
      <TableCell className={cell}>
        <StatusBadge
          tone={workload.health}
          label={workload.status}
          reason={workload.statusReason}
        />
        {workload.statusReason && (
          <div
            className={`${nowrap} ${muted} ${small} ${fromMd}`}
            aria-hidden="true"
          >
            {workload.statusReason}
          </div>
        )}
      </TableCell>
      {showCluster && (
        <TableCell className={`${cell} ${fromSm}`}>
          <ClusterLink cluster={workload.cluster} />
        </TableCell>
      )}
      {showNode && (
        <TableCell className={`${cell} ${fromMd}`}>
          <div className={nowrap} title={node}>
            {node ?? <span className={muted}>–</span>}
          </div>
        </TableCell>
      )}
      <TableCell align="right" className={`${cell} ${fromSm}`}>
        <WorkloadAmount amount={amounts.cpu} />
      </TableCell>
      <TableCell align="right" className={`${cell} ${fromSm}`}>
        <WorkloadAmount amount={amounts.memory} />
      </TableCell>
      <TableCell align="right" className={`${cell} ${fromMd}`}>
        {uptime === undefined ? (
          <span className={muted}>–</span>
        ) : (
          format.duration(uptime)
        )}
      </TableCell>
      <TableCell align="right" className={`${cell} ${fromLg}`}>
        {createdAt ? (
          <TimeAgo time={createdAt} />
        ) : (
          <span className={muted}>–</span>
        )}
      </TableCell>
    </TableRow>
  );
}

/** One workload; it renders anew only when its workload changed. */
export const WorkloadRow = memo(Row);
