import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  CHANGE_KINDS,
  type ClusterStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { infraDashboardTranslationRef } from '../../translation';
import { MultiSelectField, SearchField, SelectField } from '../fields';
import { FilterPanel, useClusterChoices } from '../FilterPanel';
import { MORE_FILTERS, RANGES, toList, type ChangeView } from './useChangeView';

export interface ChangeFiltersProps {
  view: ChangeView;
  /** The clusters to pick from. */
  clusters: ClusterStatus[];
}

/** The filters of a list of changes; the backend applies them. */
export function ChangeFilters({ clusters, view }: ChangeFiltersProps) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const { filters, setFilter } = view;
  const { names, providers } = useClusterChoices(clusters, filters.provider);

  const choice = (options: {
    name: 'kind' | 'provider' | 'cluster';
    label: string;
    all: string;
    of: Array<[value: string, text: string]>;
  }) => (
    <MultiSelectField
      label={options.label}
      all={options.all}
      options={options.of}
      value={toList(filters[options.name])}
      onChange={values => setFilter(options.name, values.join(','))}
    />
  );
  const more = {
    node: { label: t('workloads.node'), hint: undefined },
    entityRef: {
      label: t('workloads.entity'),
      hint: t('workloads.entityHint'),
    },
  };

  return (
    <FilterPanel
      used={MORE_FILTERS.filter(name => filters[name]).length}
      isFiltered={view.isFiltered}
      onClear={view.clearFilters}
      more={() =>
        MORE_FILTERS.map(name => (
          <SearchField
            key={name}
            label={more[name].label}
            placeholder={more[name].hint}
            value={filters[name]}
            onChange={value => setFilter(name, value)}
          />
        ))
      }
    >
      <SelectField
        label={t('changes.range')}
        value={view.range}
        onChange={view.setRange}
        options={RANGES.map((one): [string, string] => [
          one,
          t(`changes.ranges.${one}`),
        ])}
      />
      {choice({
        name: 'kind',
        label: t('changes.kind'),
        all: t('changes.anyKind'),
        of: CHANGE_KINDS.map(one => [one, t(`changes.kinds.${one}`)]),
      })}
      {choice({
        name: 'provider',
        label: t('overview.provider'),
        all: t('workloads.anyPlatform'),
        of: providers,
      })}
      {choice({
        name: 'cluster',
        label: t('workloads.cluster'),
        all: t('workloads.anyCluster'),
        of: names,
      })}
      <SearchField
        label={t('workloads.owner')}
        placeholder={t('workloads.ownerHint')}
        value={filters.owner}
        onChange={value => setFilter('owner', value)}
      />
    </FilterPanel>
  );
}
