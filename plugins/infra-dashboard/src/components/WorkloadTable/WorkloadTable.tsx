import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useDeferredValue, useMemo, useRef } from 'react';
import { useUrlState } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { useTableStyles } from '../tableStyles';
import { filterWorkloads } from './filterWorkloads';
import { parseSort, sortWorkloads } from './sortWorkloads';
import { WorkloadRow } from './WorkloadRow';
import { WorkloadTableHead } from './WorkloadTableHead';
import { WorkloadTableToolbar } from './WorkloadTableToolbar';

/** From here on only the rows in sight are in the document. */
const VIRTUAL_FROM = 100;

/** A first guess in pixels; rows are measured when they come into sight. */
const ROW_HEIGHT = 51;

export interface WorkloadTableProps {
  workloads: Workload[];
  /** Node or cluster that they run on, for the caption. */
  place: string;
  /** Shows where each runs; for the table of a whole cluster. */
  showNode?: boolean;
  /** Shows the cluster of each; for a table over several. */
  showCluster?: boolean;
}

/** Workloads with filter and sorting, which stand in the URL. */
export function WorkloadTable(props: WorkloadTableProps) {
  const { place, showCluster = false, showNode = false, workloads } = props;
  const classes = useTableStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const url = useUrlState();
  const text = useDeferredValue(url.get('q'));
  const type = url.get('type');
  const health = url.get('health');
  const sortText = url.get('sort');
  const rows = useMemo(
    () =>
      sortWorkloads(
        filterWorkloads(workloads, { text, type, health }),
        parseSort(sortText),
      ),
    [workloads, text, type, health, sortText],
  );

  const container = useRef<HTMLDivElement>(null);
  const isVirtual = rows.length > VIRTUAL_FROM;
  const virtualizer = useVirtualizer({
    count: rows.length,
    enabled: isVirtual,
    getScrollElement: () => container.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const items = virtualizer.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after =
    items.length > 0
      ? virtualizer.getTotalSize() - items[items.length - 1].end
      : 0;
  const columns = 6 + Number(showNode) + Number(showCluster);
  const spacer = (height: number) =>
    height > 0 && (
      <tr aria-hidden="true">
        <td colSpan={columns} className={classes.spacer} style={{ height }} />
      </tr>
    );

  return (
    <>
      <WorkloadTableToolbar
        url={url}
        workloads={workloads}
        shown={rows.length}
      />
      <div
        ref={container}
        className={classes.container}
        // A region that scrolls has to be reached by the keyboard.
        {...(isVirtual && {
          tabIndex: 0,
          role: 'region',
          'aria-label': t('workload.caption', { place }),
        })}
      >
        <Table
          size="small"
          stickyHeader
          className={classes.table}
          aria-rowcount={isVirtual ? rows.length + 1 : undefined}
        >
          <caption className={classes.caption}>
            {t('workload.caption', { place })}
          </caption>
          <WorkloadTableHead
            showCluster={showCluster}
            showNode={showNode}
            sort={parseSort(sortText)}
            onSort={sort => url.set('sort', sort)}
          />
          <TableBody>
            {isVirtual ? (
              <>
                {spacer(before)}
                {items.map(({ index }) => (
                  <WorkloadRow
                    key={`${rows[index].cluster}/${rows[index].id}`}
                    workload={rows[index]}
                    showCluster={showCluster}
                    showNode={showNode}
                    index={index}
                    measure={virtualizer.measureElement}
                  />
                ))}
                {spacer(after)}
              </>
            ) : (
              rows.map(workload => (
                <WorkloadRow
                  key={`${workload.cluster}/${workload.id}`}
                  workload={workload}
                  showCluster={showCluster}
                  showNode={showNode}
                />
              ))
            )}
            {rows.length === 0 && (
              <TableRow>
                <TableCell colSpan={columns} className={classes.empty}>
                  {workloads.length === 0
                    ? t('workload.none')
                    : t('workload.noMatch')}
                </TableCell>
              </TableRow>
            )}
          </TableBody>
        </Table>
      </div>
    </>
  );
}
