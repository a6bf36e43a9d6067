import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { HEALTHS_WORST_FIRST } from '../../summary';
import { infraDashboardTranslationRef } from '../../translation';
import { FilterPanel, useClusterChoices } from '../FilterPanel';
import { SearchField, SelectField } from '../fields';
import { OwnerField } from '../OwnerField';
import { useProviderLabel } from '../ProviderBadge';
import { usePlatformTerms } from '../usePlatformTerms';
import { useWorkloadTypeLabel, useWorkloadTypes } from './workloadTypes';
import { MORE_FILTERS, type WorkloadView } from './useWorkloadView';

type Option = [value: string, text: string];

export interface WorkloadFiltersProps {
  view: WorkloadView;
  /** The clusters to pick from. */
  clusters: ClusterStatus[];
}

/** The filters of a workload list; the backend applies them. */
export function WorkloadFilters({ clusters, view }: WorkloadFiltersProps) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const providerLabel = useProviderLabel();
  const typeLabel = useWorkloadTypeLabel();
  const terms = usePlatformTerms(view.provider);
  const types = useWorkloadTypes(view.provider);
  const { filters, hidden, setFilter } = view;
  const moreFilters = MORE_FILTERS.filter(name => !hidden.includes(name));
  const { names, providers } = useClusterChoices(clusters, filters.provider);

  const select = (options: {
    name: 'provider' | 'cluster' | 'type' | 'health' | 'template';
    label: string;
    any: string;
    of: Option[];
    /** The text of a value that is none of the options. */
    other?: string;
  }) =>
    !hidden.includes(options.name) && (
      <SelectField
        key={options.name}
        label={options.label}
        value={filters[options.name]}
        onChange={value => setFilter(options.name, value)}
        options={[['', options.any], ...options.of]}
        other={options.other ?? filters[options.name]}
      />
    );
  const listed = {
    provider: filters.provider.split(','),
    cluster: filters.cluster.split(','),
  };
  const more: Record<
    Exclude<(typeof MORE_FILTERS)[number], 'template'>,
    { label: string; hint?: string }
  > = {
    namespace: { label: terms?.namespace ?? t('workloads.namespaceFilter') },
    node: { label: terms?.node ?? t('workloads.node') },
    controller: { label: t('workloads.controller') },
    entityRef: {
      label: t('workloads.entity'),
      hint: t('workloads.entityHint'),
    },
  };

  return (
    <FilterPanel
      used={moreFilters.filter(name => filters[name]).length}
      isFiltered={view.isFiltered}
      onClear={view.clearFilters}
      more={() =>
        moreFilters.map(name =>
          name === 'template' ? (
            select({
              name,
              label: t('workloads.templates'),
              any: t('workloads.templatesShown'),
              of: [
                ['false', t('workloads.templatesHidden')],
                ['true', t('workloads.templatesOnly')],
              ],
            })
          ) : (
            <SearchField
              key={name}
              label={more[name].label}
              placeholder={more[name].hint}
              value={filters[name]}
              onChange={value => setFilter(name, value)}
            />
          ),
        )
      }
    >
      <SearchField
        label={t('workloads.search')}
        placeholder={t('workloads.searchHint')}
        value={filters.q}
        onChange={value => setFilter('q', value)}
      />
      {select({
        name: 'provider',
        label: t('overview.provider'),
        any: t('workloads.anyPlatform'),
        of: providers,
        other: listed.provider.map(providerLabel).join(', '),
      })}
      {select({
        name: 'cluster',
        label: terms?.cluster ?? t('workloads.cluster'),
        any: t('workloads.anyCluster'),
        of: names,
        ...(listed.cluster.length > 1 && {
          other: t('overview.clusterCount', {
            count: listed.cluster.length,
          }),
        }),
      })}
      {select({
        name: 'type',
        label: t('workload.type'),
        any: t('workload.anyType'),
        of: types.map(one => [one, typeLabel(one)]),
      })}
      {select({
        name: 'health',
        label: t('overview.health'),
        any: t('overview.anyHealth'),
        of: HEALTHS_WORST_FIRST.map(one => [one, t(`state.${one}`)]),
      })}
      <OwnerField
        value={filters.owner}
        onChange={value => setFilter('owner', value)}
      />
    </FilterPanel>
  );
}
