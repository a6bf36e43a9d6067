import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import type { StorageStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { infraDashboardTranslationRef } from '../../translation';
import { SortHead } from '../SortHead';
import { useTableStyles } from '../tableStyles';
import { COLUMNS } from './columns';
import { StorageRow } from './StorageRow';

export interface StorageTableProps {
  rows: StorageStatus[];
  caption: string;
  /** As the API takes it: `-share` is the fullest first. */
  sort: string;
  onSort: (sort: string) => void;
  /** All rows are of one cluster. */
  isOneCluster: boolean;
  empty: string;
  /** Other rows than these are being loaded. */
  isOutdated: boolean;
}

/** Storages, one a line; each column can be sorted by. */
export function StorageTable(props: StorageTableProps) {
  const { caption, empty, isOneCluster, isOutdated, onSort, rows, sort } =
    props;
  const classes = useTableStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const columns = COLUMNS.filter(({ id }) => !isOneCluster || id !== 'cluster');
  return (
    <div
      className={classes.container}
      // A region that scrolls has to be reached by the keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={caption}
      aria-busy={isOutdated}
    >
      <Table size="small" stickyHeader className={classes.table}>
        <caption className={classes.caption}>{caption}</caption>
        <TableHead>
          <TableRow>
            {columns.map(({ from, id, sort: by, width }) => (
              <SortHead
                key={id}
                label={t(`storages.column.${id}`)}
                className={from && classes[from]}
                style={{ width }}
                {...{ by, onSort, sort }}
              />
            ))}
          </TableRow>
        </TableHead>
        <TableBody style={{ opacity: isOutdated ? 0.5 : undefined }}>
          {rows.map(one => (
            <StorageRow
              key={`${one.cluster}/${one.id}`}
              storage={one}
              columns={columns}
            />
          ))}
          {rows.length === 0 && (
            <TableRow>
              <TableCell colSpan={columns.length} className={classes.empty}>
                {empty}
              </TableCell>
            </TableRow>
          )}
        </TableBody>
      </Table>
    </div>
  );
}
