import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';
import type { LoadedWorkloads } from '../../hooks';
import { useTableStyles } from '../tableStyles';
import { columnOf, type ColumnId } from './columns';
import { useRowKeys } from './useRowKeys';
import { WorkloadRow, type WorkloadRowProps } from './WorkloadRow';
import { WorkloadTableHead } from './WorkloadTableHead';

/** Longer lists render only the rows in sight. */
const VIRTUAL_FROM = 100;

/** A first guess in pixels; rows are measured when they come into sight. */
const ROW_HEIGHT = 51;

/** The next rows are requested this many rows before the end. */
const AHEAD = 60;

export interface WorkloadTableProps {
  loaded: LoadedWorkloads;
  columns: ColumnId[];
  provider: string;
  sort: string;
  onSort: (sort: string) => void;
  caption: string;
  /** Loads the next rows; called when the last ones come into sight. */
  onEnd: () => void;
  /** Shown after the last row, such as that there is more to come. */
  after?: ReactNode;
  /** Shown where there are no rows. */
  empty: ReactNode;
  /** Other rows than these are being loaded. */
  isOutdated: boolean;
}

/** The table of a workload list. */
export function WorkloadTable(props: WorkloadTableProps) {
  const { caption, columns, loaded, onEnd } = props;
  const { key, rows, totalItems } = loaded;
  const classes = useTableStyles();
  const container = useRef<HTMLDivElement>(null);
  const isVirtual = rows.length > VIRTUAL_FROM;
  const virtualizer = useVirtualizer({
    count: rows.length,
    enabled: isVirtual,
    getScrollElement: () => container.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    // Rows that come a moment later are better than a page that does not react.
    useFlushSync: false,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0];
  const last = items[items.length - 1];
  const spaceAfter = last ? virtualizer.getTotalSize() - last.end : 0;
  const onKeyDown = useRowKeys({ container, virtualizer });

  const isNearEnd =
    !isVirtual || (last !== undefined && last.index >= rows.length - AHEAD);
  useEffect(() => {
    if (isNearEnd && loaded.nextCursor) onEnd();
  }, [isNearEnd, loaded.nextCursor, onEnd]);
  useEffect(() => {
    // Another filter or order is another list.
    container.current?.scrollTo?.({ top: 0 });
  }, [key]);

  const region = {
    // A region that scrolls has to be reached by the keyboard.
    tabIndex: 0,
    role: 'region',
    'aria-label': caption,
    'aria-busy': props.isOutdated,
    onKeyDown,
  };
  const minWidth = columns.reduce((sum, id) => sum + columnOf(id).width, 0);
  const rowOf = (index: number, measure?: WorkloadRowProps['measure']) => (
    <WorkloadRow
      key={`${rows[index].cluster}/${rows[index].id}`}
      workload={rows[index]}
      columns={columns}
      index={index}
      measure={measure}
    />
  );
  const note = (children: ReactNode, className: string) => (
    <TableRow>
      <TableCell colSpan={columns.length} className={className}>
        {children}
      </TableCell>
    </TableRow>
  );
  const spacer = (height: number) =>
    height > 0 && (
      <tr aria-hidden="true">
        <td
          colSpan={columns.length}
          className={classes.spacer}
          style={{ height }}
        />
      </tr>
    );

  return (
    <div ref={container} className={classes.container} {...region}>
      <Table
        size="small"
        stickyHeader
        className={classes.table}
        // On a phone there are two columns, which share what there is.
        style={{ minWidth: columns.length > 2 ? minWidth : undefined }}
        aria-rowcount={totalItems + 1}
      >
        <caption className={classes.caption}>{caption}</caption>
        <WorkloadTableHead
          columns={columns}
          provider={props.provider}
          sort={props.sort}
          onSort={props.onSort}
        />
        <TableBody style={{ opacity: props.isOutdated ? 0.5 : undefined }}>
          {isVirtual ? (
            <>
              {spacer(first?.start ?? 0)}
              {items.map(({ index }) =>
                rowOf(index, virtualizer.measureElement),
              )}
              {spacer(spaceAfter)}
            </>
          ) : (
            rows.map((_, index) => rowOf(index))
          )}
          {rows.length === 0 && note(props.empty, classes.empty)}
          {props.after && note(props.after, classes.empty)}
        </TableBody>
      </Table>
    </div>
  );
}
