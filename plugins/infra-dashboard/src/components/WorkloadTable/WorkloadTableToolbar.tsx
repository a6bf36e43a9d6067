import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { HEALTHS_WORST_FIRST } from '../../estate';
import { useFormat } from '../../format';
import type { UrlState } from '../../hooks/useUrlState';
import { infraDashboardTranslationRef } from '../../translation';
import { SearchField, SelectField } from '../fields';
import { useWorkloadTypeLabel } from './types';
import { useWorkloadTableStyles } from './useWorkloadTableStyles';

export interface WorkloadTableToolbarProps {
  url: UrlState;
  workloads: Workload[];
  shown: number;
}

/** Filters of the table, and how many rows pass them. */
export function WorkloadTableToolbar(props: WorkloadTableToolbarProps) {
  const { shown, url, workloads } = props;
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const classes = useWorkloadTableStyles();
  const format = useFormat();
  const typeLabel = useWorkloadTypeLabel();
  const types = [...new Set(workloads.map(({ type }) => type))].sort();
  const healths = HEALTHS_WORST_FIRST.filter(one =>
    workloads.some(({ health }) => health === one),
  );

  return (
    <div className={classes.toolbar} role="search">
      <SearchField
        label={t('workload.filter')}
        placeholder={t('workload.filterHint')}
        value={url.get('q')}
        onChange={value => url.set('q', value)}
      />
      {types.length > 1 && (
        <SelectField
          label={t('workload.type')}
          value={url.get('type')}
          onChange={value => url.set('type', value)}
          options={[
            ['', t('workload.anyType')],
            ...types.map((type): [string, string] => [type, typeLabel(type)]),
          ]}
        />
      )}
      {healths.length > 1 && (
        <SelectField
          label={t('overview.health')}
          value={url.get('health')}
          onChange={value => url.set('health', value)}
          options={[
            ['', t('overview.anyHealth')],
            ...healths.map((health): [string, string] => [
              health,
              t(`state.${health}`),
            ]),
          ]}
        />
      )}
      <span className={classes.shown} role="status">
        {t('workload.shown', {
          shown: format.count(shown),
          total: format.count(workloads.length),
        })}
      </span>
    </div>
  );
}
