import TableCell from '@material-ui/core/TableCell';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import type { CSSProperties } from 'react';
import { useTableStyles } from '../tableStyles';

export interface SortHeadProps {
  label: string;
  /**
   * What the first click sorts by: `name`, or `-memory` for the largest first. Without it the head
   * is plain text.
   */
  by?: string;
  /** What the table is sorted by, in the same form. Empty: its own order. */
  sort: string;
  onSort: (sort: string) => void;
  align?: 'left' | 'right';
  className?: string;
  style?: CSSProperties;
}

/** The head of a column; a second click reverses the order. */
export function SortHead(props: SortHeadProps) {
  const { align, by, className = '', label, onSort, sort, style } = props;
  const classes = useTableStyles();
  const key = by?.replace(/^-/, '');
  const isActive = key !== undefined && key === sort.replace(/^-/, '');
  const direction = isActive && sort.startsWith('-') ? 'desc' : 'asc';
  const reversed = direction === 'asc' ? `-${key}` : `${key}`;
  const next = isActive ? reversed : `${by}`;
  return (
    <TableCell
      scope="col"
      align={align}
      className={`${classes.head} ${className}`}
      style={style}
      sortDirection={isActive ? direction : false}
    >
      {key === undefined ? (
        label
      ) : (
        <TableSortLabel
          active={isActive}
          direction={direction}
          onClick={() => onSort(next)}
        >
          {label}
        </TableSortLabel>
      )}
    </TableCell>
  );
}
