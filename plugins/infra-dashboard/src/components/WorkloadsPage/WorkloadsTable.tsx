import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';
import type { LoadedWorkloads } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { useTableStyles } from '../tableStyles';
import { COLUMNS, type ColumnId } from './columns';
import { useRowKeys } from './useRowKeys';
import { WorkloadsRow } from './WorkloadsRow';
import { WorkloadsTableHead } from './WorkloadsTableHead';

/** A first guess in pixels; rows are measured when they come into sight. */
const ROW_HEIGHT = 51;

/** So many rows before the end the next ones are asked for. */
const AHEAD = 60;

export interface WorkloadsTableProps {
  loaded: LoadedWorkloads;
  columns: ColumnId[];
  provider: string;
  sort: string;
  onSort: (sort: string) => void;
  /** Asks for the next rows; told when the last ones come into sight. */
  onEnd: () => void;
  /** What stands after the last row, such as that there is more to come. */
  after?: ReactNode;
  /** Stands for the rows where there are none. */
  empty: ReactNode;
  /** Other rows than these are being asked for. */
  isOutdated: boolean;
}

/** Workloads of all clusters; only the rows in sight are in the document. */
export function WorkloadsTable(props: WorkloadsTableProps) {
  const { columns, loaded, onEnd } = props;
  const { key, rows, totalItems } = loaded;
  const classes = useTableStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const container = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => container.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    // Rows that come a moment later are better than a page that does not answer.
    useFlushSync: false,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0];
  const last = items[items.length - 1];
  const spaceAfter = last ? virtualizer.getTotalSize() - last.end : 0;
  const onKeyDown = useRowKeys({ container, virtualizer });

  const isNearEnd = last !== undefined && last.index >= rows.length - AHEAD;
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
    'aria-label': t('workloads.caption'),
    'aria-busy': props.isOutdated,
    onKeyDown,
  };
  const minWidth = columns.reduce((sum, id) => sum + COLUMNS[id].width, 0);
  const row = (children: ReactNode, className: string) => (
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
        <caption className={classes.caption}>{t('workloads.caption')}</caption>
        <WorkloadsTableHead
          columns={columns}
          provider={props.provider}
          sort={props.sort}
          onSort={props.onSort}
        />
        <TableBody style={{ opacity: props.isOutdated ? 0.5 : undefined }}>
          {spacer(first?.start ?? 0)}
          {items.map(({ index }) => (
            <WorkloadsRow
              key={`${rows[index].cluster}/${rows[index].id}`}
              workload={rows[index]}
              columns={columns}
              index={index}
              measure={virtualizer.measureElement}
            />
          ))}
          {spacer(spaceAfter)}
          {rows.length === 0 && row(props.empty, classes.empty)}
          {props.after && row(props.after, classes.empty)}
        </TableBody>
      </Table>
    </div>
  );
}
