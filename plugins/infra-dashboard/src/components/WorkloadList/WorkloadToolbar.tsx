import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useMemo } from 'react';
import { infraDashboardApiRef } from '../../api';
import { useFormat } from '../../format';
import type { LoadedWorkloads } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { useListStyles } from '../FilterPanel';
import { ExportButton, ExportNotice, useListExport } from '../ListExport';
import { ColumnChooser } from './ColumnChooser';
import { exportedWorkloads } from './exportWorkloads';
import { useWorkloadListStyles } from './useWorkloadListStyles';
import type { WorkloadView } from './useWorkloadView';

export interface WorkloadToolbarProps {
  view: WorkloadView;
  loaded: LoadedWorkloads;
  /** The rows shown are still those of the last query. */
  isOutdated: boolean;
}

/** How many workloads pass the filter, the choice of columns, and the export. */
export function WorkloadToolbar(props: WorkloadToolbarProps) {
  const { isOutdated, loaded, view } = props;
  const { nextCursor, rows, totalItems } = loaded;
  const shared = useListStyles();
  const classes = useWorkloadListStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const api = useApi(infraDashboardApiRef);
  const { query } = view;
  const list = useMemo(() => exportedWorkloads(api, query), [api, query]);
  const exported = useListExport(list, {
    name: 'workloads',
    total: totalItems,
  });

  return (
    <>
      <div className={shared.bar}>
        <span className={shared.count} role="status">
          {isOutdated
            ? t('workloads.updating')
            : t('workloads.count', {
                count: totalItems,
                formatted: format.count(totalItems),
              })}
        </span>
        {nextCursor && !isOutdated && (
          <span className={classes.muted}>
            {t('workloads.loaded', { loaded: format.count(rows.length) })}
          </span>
        )}
        <div className={classes.actions}>
          <ColumnChooser view={view} />
          <ExportButton
            of={exported}
            isDisabled={totalItems === 0 || isOutdated}
          />
        </div>
      </div>
      <ExportNotice of={exported} />
    </>
  );
}
