import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import { infraDashboardTranslationRef } from '../../translation';
import { useTableStyles } from '../tableStyles';
import type { Sort, SortColumn } from './sortWorkloads';
import { useWorkloadTableStyles } from './useWorkloadTableStyles';

/** Columns where one wants to see the largest first. */
const LARGEST_FIRST: SortColumn[] = ['cpu', 'memory', 'uptime'];

export interface WorkloadTableHeadProps {
  showCluster: boolean;
  showNode: boolean;
  sort: Sort;
  onSort: (sort: string) => void;
}

/** The heads of the columns, each a button that sorts by it. */
export function WorkloadTableHead(props: WorkloadTableHeadProps) {
  const { onSort, showCluster, showNode, sort } = props;
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const classes = useTableStyles();
  const own = useWorkloadTableStyles();
  const { fromLg, fromMd, fromSm } = classes;
  const columns: Array<{
    column: SortColumn;
    label: string;
    className: string;
    isNumber?: boolean;
  }> = [
    { column: 'name', label: t('workload.name'), className: own.nameColumn },
    {
      column: 'status',
      label: t('workload.status'),
      className: own.statusColumn,
    },
    ...(showCluster
      ? [
          {
            column: 'cluster' as const,
            label: t('workload.cluster'),
            className: `${own.nodeColumn} ${fromSm}`,
          },
        ]
      : []),
    ...(showNode
      ? [
          {
            column: 'node' as const,
            label: t('workload.node'),
            className: `${own.nodeColumn} ${fromMd}`,
          },
        ]
      : []),
    {
      column: 'cpu',
      label: t('workload.cpu'),
      className: `${own.numberColumn} ${fromSm}`,
      isNumber: true,
    },
    {
      column: 'memory',
      label: t('workload.memory'),
      className: `${own.numberColumn} ${fromSm}`,
      isNumber: true,
    },
    {
      column: 'uptime',
      label: t('workload.uptime'),
      className: `${own.timeColumn} ${fromMd}`,
      isNumber: true,
    },
    {
      column: 'created',
      label: t('workload.age'),
      className: `${own.timeColumn} ${fromLg}`,
      isNumber: true,
    },
  ];

  const sortBy = (column: SortColumn) => {
    const startsDescending = LARGEST_FIRST.includes(column);
    const descending =
      sort.column === column ? !sort.descending : startsDescending;
    onSort(`${descending ? '-' : ''}${column}`);
  };

  return (
    <TableHead>
      <TableRow>
        {columns.map(({ className, column, isNumber, label }) => {
          const isActive = sort.column === column;
          const direction = isActive && sort.descending ? 'desc' : 'asc';
          return (
            <TableCell
              key={column}
              scope="col"
              align={isNumber ? 'right' : 'left'}
              className={`${classes.head} ${className}`}
              sortDirection={isActive ? direction : false}
            >
              <TableSortLabel
                active={isActive}
                direction={direction}
                onClick={() => sortBy(column)}
              >
                {label}
              </TableSortLabel>
            </TableCell>
          );
        })}
      </TableRow>
    </TableHead>
  );
}
