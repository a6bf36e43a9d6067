import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import { useTableStyles } from '../tableStyles';
import { columnOf, type ColumnId } from './columns';
import { useColumnLabel } from './useColumnLabel';

export interface WorkloadTableHeadProps {
  columns: ColumnId[];
  /** The platform of all rows, or empty. */
  provider: string;
  /** As the API takes it: `-memory` is memory, the largest first. */
  sort: string;
  onSort: (sort: string) => void;
}

/** Column heads; each that the backend can sort by is a button. */
export function WorkloadTableHead(props: WorkloadTableHeadProps) {
  const { columns, onSort, provider, sort } = props;
  const classes = useTableStyles();
  const labelOf = useColumnLabel(provider);
  const isDescending = sort.startsWith('-');
  const sortedBy = sort.replace(/^-/, '');

  return (
    <TableHead>
      <TableRow>
        {columns.map(id => {
          const { isNumber, sort: first, width } = columnOf(id);
          const key = first?.replace(/^-/, '');
          const isActive = key === sortedBy;
          const startsDescending = first?.startsWith('-') ?? false;
          const descending = isActive ? !isDescending : startsDescending;
          const direction = isActive && isDescending ? 'desc' : 'asc';
          return (
            <TableCell
              key={id}
              scope="col"
              align={isNumber ? 'right' : 'left'}
              className={classes.head}
              style={id === 'name' ? undefined : { width }}
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
