import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { HEALTHS_WORST_FIRST } from '../../estate';
import { useFormat } from '../../format';
import type { UrlState } from '../../hooks/useUrlState';
import { infraDashboardTranslationRef } from '../../translation';
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
      <TextField
        className={classes.search}
        type="search"
        size="small"
        variant="outlined"
        label={t('workload.filter')}
        placeholder={t('workload.filterHint')}
        value={url.get('q')}
        onChange={event => url.set('q', event.target.value)}
      />
      {types.length > 1 && (
        <TextField
          select
          className={classes.select}
          size="small"
          variant="outlined"
          label={t('workload.type')}
          value={types.includes(url.get('type')) ? url.get('type') : ''}
          onChange={event => url.set('type', event.target.value)}
        >
          <MenuItem value="">{t('workload.anyType')}</MenuItem>
          {types.map(type => (
            <MenuItem key={type} value={type}>
              {typeLabel(type)}
            </MenuItem>
          ))}
        </TextField>
      )}
      {healths.length > 1 && (
        <TextField
          select
          className={classes.select}
          size="small"
          variant="outlined"
          label={t('overview.health')}
          value={healths.find(one => one === url.get('health')) ?? ''}
          onChange={event => url.set('health', event.target.value)}
        >
          <MenuItem value="">{t('overview.anyHealth')}</MenuItem>
          {healths.map(health => (
            <MenuItem key={health} value={health}>
              {t(`state.${health}`)}
            </MenuItem>
          ))}
        </TextField>
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
