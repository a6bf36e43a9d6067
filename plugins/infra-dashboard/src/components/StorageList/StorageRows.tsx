import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import {
  toCsvHead,
  toCsvLine,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { useMemo } from 'react';
import { failureMessage, infraDashboardApiRef } from '../../api';
import { useFormat } from '../../format';
import type { LoadedStorages, Pages } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { useListStyles } from '../FilterPanel';
import { ExportButton, ExportNotice, useListExport } from '../ListExport';
import { Notice, PausedNotice } from '../Notice';
import { CSV_COLUMNS } from './columns';
import { StorageTable } from './StorageTable';
import type { StorageView } from './useStorageView';

export interface StorageRowsProps {
  view: StorageView;
  pages: Pages<LoadedStorages>;
  loaded: LoadedStorages;
  caption: string;
  isOneCluster: boolean;
}

/** The table with how many there are, the export, and a button for more. */
export function StorageRows(props: StorageRowsProps) {
  const { caption, isOneCluster, loaded, pages, view } = props;
  const { nextCursor, readAt, rows, totalItems } = loaded;
  const { isPaused, isPrevious, loadMore, moreError, refresh } = pages;
  const { query } = view;
  const classes = useListStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const api = useApi(infraDashboardApiRef);
  const list = useMemo(
    () => ({
      load: (
        paging: { limit: number; cursor?: string },
        options: { signal: AbortSignal },
      ) => api.getStorages({ ...query, ...paging }, options),
      head: () => toCsvHead(CSV_COLUMNS.map(([name]) => name)),
      lines: (storages: LoadedStorages['rows']) =>
        storages
          .map(one => toCsvLine(CSV_COLUMNS.map(([, valueOf]) => valueOf(one))))
          .join(''),
    }),
    [api, query],
  );
  const exported = useListExport(list, { name: 'storages', total: totalItems });

  return (
    <div className={classes.stack}>
      <div className={classes.bar}>
        <span className={classes.count} role="status">
          {isPrevious
            ? t('workloads.updating')
            : t('storages.count', {
                count: totalItems,
                formatted: format.count(totalItems),
              })}
        </span>
        <ExportButton
          of={exported}
          isDisabled={totalItems === 0 || isPrevious}
        />
      </div>
      <ExportNotice of={exported} />
      {isPaused && <PausedNotice readAt={readAt} onRefresh={refresh} />}
      <StorageTable
        rows={rows}
        caption={caption}
        sort={view.sort}
        onSort={view.setSort}
        isOneCluster={isOneCluster}
        empty={t(view.isFiltered ? 'storages.noMatch' : 'storages.none')}
        isOutdated={isPrevious}
      />
      {nextCursor && !isPrevious && (
        <div className={classes.bar}>
          {moreError && (
            <Notice severity="error" live>
              {t('workloads.moreFailed', {
                message: failureMessage(moreError),
              })}
            </Notice>
          )}
          <Button size="small" variant="outlined" onClick={loadMore}>
            {moreError ? t('failure.retry') : t('changes.more')}
          </Button>
        </div>
      )}
    </div>
  );
}
