import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { HEALTHS_WORST_FIRST } from '../../summary';
import { infraDashboardTranslationRef } from '../../translation';
import { SearchField, SelectField } from '../fields';
import { useClusterChoices, useListStyles } from '../FilterPanel';
import type { StorageFilterName, StorageView } from './useStorageView';

type Option = [value: string, text: string];

export interface StorageFiltersProps {
  view: StorageView;
  /** The clusters to pick from. */
  clusters: ClusterStatus[];
  /** The types of the storages that are listed. */
  types: string[];
}

/** The filters of a list of storages; the backend applies them. */
export function StorageFilters(props: StorageFiltersProps) {
  const { clusters, types, view } = props;
  const { filters, hidden, setFilter } = view;
  const classes = useListStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const { names, providers } = useClusterChoices(clusters, filters.provider);

  const select = (options: {
    name: Exclude<StorageFilterName, 'q'>;
    label: string;
    any: string;
    of: Option[];
  }) => {
    const { any, label, name, of } = options;
    return (
      !hidden.includes(name) && (
        <SelectField
          label={label}
          value={filters[name]}
          other={filters[name]}
          onChange={next => setFilter(name, next)}
          options={[['', any], ...of]}
        />
      )
    );
  };

  return (
    <div
      role="search"
      className={classes.bar}
      aria-label={t('overview.filters')}
    >
      <SearchField
        label={t('storages.search')}
        placeholder={t('storages.searchHint')}
        value={filters.q}
        onChange={value => setFilter('q', value)}
      />
      {select({
        name: 'provider',
        label: t('overview.provider'),
        any: t('workloads.anyPlatform'),
        of: providers,
      })}
      {select({
        name: 'cluster',
        label: t('workloads.cluster'),
        any: t('workloads.anyCluster'),
        of: names,
      })}
      {select({
        name: 'type',
        label: t('workload.type'),
        any: t('workload.anyType'),
        of: types.map((one): Option => [one, one]),
      })}
      {select({
        name: 'shared',
        label: t('storages.column.shared'),
        any: t('storages.anyShared'),
        of: [
          ['true', t('storages.shared')],
          ['false', t('storages.local')],
        ],
      })}
      {select({
        name: 'health',
        label: t('overview.health'),
        any: t('overview.anyHealth'),
        of: HEALTHS_WORST_FIRST.map((one): Option => [one, t(`state.${one}`)]),
      })}
      {view.isFiltered && (
        <Button size="small" onClick={view.clearFilters}>
          {t('overview.clear')}
        </Button>
      )}
    </div>
  );
}
