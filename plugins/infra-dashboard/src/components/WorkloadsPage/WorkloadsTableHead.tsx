import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import { useTableStyles } from '../tableStyles';
import { COLUMNS, type ColumnId } from './columns';
import { useColumnLabel } from './useColumnLabel';

/** Columns where one wants to see the largest, or the worst, first. */
const LARGEST_FIRST = ['health', 'cpu', 'memory', 'uptime'];

export interface WorkloadsTableHeadProps {
  columns: ColumnId[];
  /** The platform of all rows, or empty. */
  provider: string;
  /** As the API takes it: `-memory` is memory, the largest first. */
  sort: string;
  onSort: (sort: string) => void;
}

/** The heads of the columns, each that the backend can sort by a button that does so. */
export function WorkloadsTableHead(props: WorkloadsTableHeadProps) {
  const { columns, onSort, provider, sort } = props;
  const classes = useTableStyles();
  const labelOf = useColumnLabel(provider);
  const isDescending = sort.startsWith('-');
  const sortedBy = sort.replace(/^-/, '');

  return (
    <TableHead>
      <TableRow>
        {columns.map(id => {
          const column = COLUMNS[id];
          const key = 'sort' in column ? column.sort : undefined;
          const isActive = key === sortedBy;
          const startsDescending = LARGEST_FIRST.includes(key ?? '');
          const descending = isActive ? !isDescending : startsDescending;
          const direction = isActive && isDescending ? 'desc' : 'asc';
          return (
            <TableCell
              key={id}
              scope="col"
              align={'isNumber' in column ? 'right' : 'left'}
              className={classes.head}
              style={id === 'name' ? undefined : { width: column.width }}
              sortDirection={isActive ? direction : false}
            >
              {key ? (
                <TableSortLabel
                  active={isActive}
                  direction={direction}
                  onClick={() => onSort(`${descending ? '-' : ''}${key}`)}
                >
                  {labelOf(id)}
                </TableSortLabel>
              ) : (
                labelOf(id)
              )}
            </TableCell>
          );
        })}
      </TableRow>
    </TableHead>
  );
}
