import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import { RiDownloadLine } from '@remixicon/react';
import { failureMessage } from '../../api';
import { useFormat } from '../../format';
import type { LoadedWorkloads } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { useListStyles } from '../FilterPanel';
import { Notice } from '../Notice';
import { ColumnChooser } from './ColumnChooser';
import { useWorkloadListStyles } from './useWorkloadListStyles';
import { useWorkloadExport } from './useWorkloadExport';
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
  const { cancel, start, state } = useWorkloadExport(view.query, totalItems);
  const amounts = ({ done, total }: { done: number; total: number }) => ({
    done: format.count(done),
    total: format.count(total),
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
          {state.step === 'running' ? (
            <>
              <span className={classes.muted} role="status">
                {t('workloads.exporting', amounts(state))}
              </span>
              <Button size="small" onClick={cancel}>
                {t('workloads.exportCancel')}
              </Button>
            </>
          ) : (
            <Button
              size="small"
              startIcon={<RiDownloadLine size={16} />}
              disabled={totalItems === 0 || isOutdated}
              onClick={start}
            >
              {t('workloads.export')}
            </Button>
          )}
        </div>
      </div>
      {state.step === 'done' && (
        <Notice severity={state.done < state.total ? 'warning' : 'info'} live>
          {state.done < state.total
            ? t('workloads.exportBounded', amounts(state))
            : t('workloads.exported', {
                count: state.done,
                formatted: format.count(state.done),
              })}
        </Notice>
      )}
      {state.step === 'failed' && (
        <Notice severity="error" live>
          {t('workloads.exportFailed', {
            message: failureMessage(state.error),
          })}
        </Notice>
      )}
    </>
  );
}
