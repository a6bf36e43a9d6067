import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Tooltip from '@material-ui/core/Tooltip';
import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { memo } from 'react';
import { infraDashboardTranslationRef } from '../../translation';
import { useTableStyles } from '../tableStyles';
import { useWorkloadTypeLabel, workloadIcon } from '../WorkloadTable';
import { useWorkloadTableStyles } from '../WorkloadTable/useWorkloadTableStyles';
import { COLUMNS, type ColumnId } from './columns';
import { useWorkloadPath } from './useWorkloadPath';
import { WorkloadCell } from './WorkloadCell';

export interface WorkloadsRowProps {
  workload: Workload;
  columns: ColumnId[];
  /** Position among all rows, from 0. */
  index: number;
  /** Learns the height of the row. */
  measure: (row: HTMLTableRowElement | null) => void;
}

/** Where it runs, for the columns that are not there. */
function placeOf(workload: Workload, columns: ColumnId[]): string {
  const parts = (['cluster', 'namespace', 'node'] as const)
    .filter(id => !columns.includes(id))
    .map(id => workload[id]);
  return parts.filter(Boolean).join(' · ');
}

function Row({ columns, index, measure, workload }: WorkloadsRowProps) {
  const classes = useTableStyles();
  const own = useWorkloadTableStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const typeLabel = useWorkloadTypeLabel();
  const pathOf = useWorkloadPath();
  const { name, type } = workload;
  const Icon = workloadIcon(type);
  const details = [
    placeOf(workload, columns),
    workload.template && t('workload.template'),
    workload.owner && `${workload.owner.kind} ${workload.owner.name}`,
    !columns.includes('tags') && workload.tags?.join(' '),
  ]
    .filter(Boolean)
    .join(' · ');

  return (
    <TableRow
      ref={measure}
      data-index={index}
      className={classes.row}
      aria-rowindex={index + 2}
    >
      <TableCell
        component="th"
        scope="row"
        role="rowheader"
        className={classes.cell}
      >
        <div className={own.name}>
          <Tooltip title={typeLabel(type)}>
            <span className={own.icon} role="img" aria-label={typeLabel(type)}>
              <Icon size={18} />
            </span>
          </Tooltip>
          <div className={own.nameText}>
            <div className={`${classes.nowrap} ${classes.strong}`} title={name}>
              <Link to={pathOf(workload)} data-row={index}>
                {name}
              </Link>
            </div>
            {details && (
              <div
                className={`${classes.nowrap} ${classes.muted} ${classes.small}`}
                title={details}
              >
                {details}
              </div>
            )}
          </div>
        </div>
      </TableCell>
      {columns.map(
        column =>
          column !== 'name' && (
            <TableCell
              key={column}
              align={'isNumber' in COLUMNS[column] ? 'right' : 'left'}
              className={classes.cell}
            >
              <WorkloadCell column={column} workload={workload} />
            </TableCell>
          ),
      )}
    </TableRow>
  );
}

/** One workload; it renders anew only when it or the columns changed. */
export const WorkloadsRow = memo(Row);
