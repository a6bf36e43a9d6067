import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import { RiDownloadLine } from '@remixicon/react';
import { failureMessage } from '../../api';
import { useFormat } from '../../format';
import { infraDashboardTranslationRef } from '../../translation';
import { Notice } from '../Notice';
import { useTableStyles } from '../tableStyles';
import type { ExportProgress } from './exportList';
import type { ListExportState } from './useListExport';

function useAmounts() {
  const format = useFormat();
  return ({ done, total }: ExportProgress) => ({
    done: format.count(done),
    total: format.count(total),
  });
}

/** Starts or cancels an export. */
export function ExportButton(props: {
  of: ListExportState;
  isDisabled: boolean;
}) {
  const { isDisabled } = props;
  const { cancel, start, state } = props.of;
  const classes = useTableStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const amounts = useAmounts();
  if (state.step === 'running') {
    return (
      <>
        <span className={classes.muted} role="status">
          {t('workloads.exporting', amounts(state))}
        </span>
        <Button size="small" onClick={cancel}>
          {t('workloads.exportCancel')}
        </Button>
      </>
    );
  }
  return (
    <Button
      size="small"
      startIcon={<RiDownloadLine size={16} />}
      disabled={isDisabled}
      onClick={start}
    >
      {t('workloads.export')}
    </Button>
  );
}

/** How an export ended. */
export function ExportNotice({ of: { state } }: { of: ListExportState }) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const amounts = useAmounts();
  switch (state.step) {
    case 'done':
      return (
        <Notice severity={state.done < state.total ? 'warning' : 'info'} live>
          {state.done < state.total
            ? t('workloads.exportBounded', amounts(state))
            : t('workloads.exported', {
                count: state.done,
                formatted: format.count(state.done),
              })}
        </Notice>
      );
    case 'failed':
      return (
        <Notice severity="error" live>
          {t('workloads.exportFailed', {
            message: failureMessage(state.error),
          })}
        </Notice>
      );
    default:
      return null;
  }
}
