import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { SortHead } from '../SortHead';
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
  const labelOf = useColumnLabel(provider);
  return (
    <TableHead>
      <TableRow>
        {columns.map(id => {
          const { isNumber, sort: by, width } = columnOf(id);
          return (
            <SortHead
              key={id}
              label={labelOf(id)}
              by={by}
              sort={sort}
              onSort={onSort}
              align={isNumber ? 'right' : 'left'}
              style={id === 'name' ? undefined : { width }}
            />
          );
        })}
      </TableRow>
    </TableHead>
  );
}
