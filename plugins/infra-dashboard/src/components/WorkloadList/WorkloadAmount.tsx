import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Tooltip from '@material-ui/core/Tooltip';
import { useFormat } from '../../format';
import { infraDashboardTranslationRef } from '../../translation';
import { useTableStyles } from '../tableStyles';

export interface WorkloadAmountProps {
  /** `cpu` in cores, else bytes. */
  kind: 'cpu' | 'memory' | 'storage';
  used?: number;
  total?: number;
}

/**
 * The usage of a workload and its limit. If only the limit is known, it is muted and the
 * tooltip explains that usage is not measured.
 */
export function WorkloadAmount({ kind, total, used }: WorkloadAmountProps) {
  const classes = useTableStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const single = (value: number) =>
    kind === 'cpu'
      ? t('resource.cores', { value: format.cores(value), count: value })
      : format.bytes(value);

  if (used !== undefined) {
    if (!total) return <>{single(used)}</>;
    const pair =
      kind === 'cpu'
        ? [format.cores(used), single(total)]
        : format.bytesOf(used, total);
    return <>{pair.join(' / ')}</>;
  }
  const sentence =
    total === undefined
      ? t('resource.notMeasured')
      : t('resource.totalOnly', { total: single(total) });
  return (
    <Tooltip title={sentence}>
      <span className={classes.muted} aria-label={sentence}>
        {total === undefined ? '–' : single(total)}
      </span>
    </Tooltip>
  );
}
