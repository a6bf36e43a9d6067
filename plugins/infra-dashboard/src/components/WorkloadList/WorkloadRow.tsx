import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { memo } from 'react';
import { useFormat } from '../../format';
import { infraDashboardTranslationRef } from '../../translation';
import { useTableStyles } from '../tableStyles';
import { columnOf, type ColumnId } from './columns';
import { useIsUnprotected, useWorkloadTypeLabel } from './workloadTypes';

export interface WorkloadRowProps {
  workload: Workload;
  columns: ColumnId[];
  /** Position among all rows, from 0. */
  index: number;
  /** Learns the height of the row, where rows are virtual. */
  measure?: (row: HTMLTableRowElement | null) => void;
}

function Row({ columns, index, measure, workload }: WorkloadRowProps) {
  const classes = useTableStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const typeLabel = useWorkloadTypeLabel();
  const isShown = (id: string) => columns.some(one => one === id);
  const isUnprotected = useIsUnprotected();
  const tools = { t, format, typeLabel, isUnprotected, index, isShown };
  return (
    <TableRow
      ref={measure}
      data-index={index}
      className={classes.row}
      aria-rowindex={index + 2}
    >
      {columns.map(id => {
        const { isNumber, render } = columnOf(id);
        return (
          <TableCell
            key={id}
            align={isNumber ? 'right' : 'left'}
            className={classes.cell}
            {...(id === 'name' && {
              component: 'th',
              scope: 'row',
              role: 'rowheader',
            })}
          >
            {render(workload, tools) || (
              <span className={classes.muted}>–</span>
            )}
          </TableCell>
        );
      })}
    </TableRow>
  );
}

/** One workload; it renders again only when it or the columns changed. */
export const WorkloadRow = memo(Row);
