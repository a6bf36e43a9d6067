import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Tooltip from '@material-ui/core/Tooltip';
import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ReactNode } from 'react';
import { useFormat } from '../../format';
import { infraDashboardTranslationRef } from '../../translation';
import { useTableStyles } from '../tableStyles';

/** What is shown, and whether it holds what is in use. */
export type WorkloadAmountText = [
  shown: string | undefined,
  isMeasured: boolean,
];

/** What a workload uses of what it was given, in words. */
export function useWorkloadAmounts({ cpu, memory, storage }: Workload) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const amount = (options: {
    used?: number;
    pair: (used: number, total: number) => [string, string];
    single: (value: number) => string;
    total?: number;
  }): WorkloadAmountText => {
    const { pair, single, total, used } = options;
    if (used !== undefined && total)
      return [pair(used, total).join(' / '), true];
    if (used !== undefined) return [single(used), true];
    return [total === undefined ? undefined : single(total), false];
  };
  return {
    cpu: amount({
      used: cpu.usage,
      total: cpu.count,
      pair: (used, total) => [
        format.cores(used),
        t('resource.cores', { value: format.cores(total), count: total }),
      ],
      single: value =>
        t('resource.cores', { value: format.cores(value), count: value }),
    }),
    memory: amount({
      used: memory.used,
      total: memory.total,
      pair: format.bytesOf,
      single: format.bytes,
    }),
    storage: amount({
      used: storage?.used,
      total: storage?.total,
      pair: format.bytesOf,
      single: format.bytes,
    }),
  };
}

/** An amount; what is given but not measured is muted, and says so. */
export function WorkloadAmount(props: {
  amount: WorkloadAmountText;
}): ReactNode {
  const classes = useTableStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const [text, isMeasured] = props.amount;
  if (isMeasured) return text;
  const sentence = text
    ? t('resource.totalOnly', { total: text })
    : t('resource.notMeasured');
  return (
    <Tooltip title={sentence}>
      <span className={classes.muted} aria-label={sentence}>
        {text ?? '–'}
      </span>
    </Tooltip>
  );
}
