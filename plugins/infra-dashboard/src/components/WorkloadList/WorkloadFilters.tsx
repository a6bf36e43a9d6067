import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useId, useState } from 'react';
import { HEALTHS_WORST_FIRST } from '../../summary';
import { infraDashboardTranslationRef } from '../../translation';
import { SearchField, SelectField } from '../fields';
import { useProviderLabel } from '../ProviderBadge';
import { usePlatformTerms } from '../usePlatformTerms';
import { useWorkloadTypeLabel, useWorkloadTypes } from './workloadTypes';
import { MORE_FILTERS, passesList, type WorkloadView } from './useWorkloadView';
import { useWorkloadListStyles } from './useWorkloadListStyles';

type Option = [value: string, text: string];

/** A value from the URL stays visible, also where it is a list or unknown. */
function withValue(options: Option[], value: string, text: string): Option[] {
  return options.some(([one]) => one === value)
    ? options
    : [...options, [value, text]];
}

export interface WorkloadFiltersProps {
  view: WorkloadView;
  /** The clusters to pick from. */
  clusters: ClusterStatus[];
}

/** The filters of a workload list; the backend applies them. */
export function WorkloadFilters({ clusters, view }: WorkloadFiltersProps) {
  const classes = useWorkloadListStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const providerLabel = useProviderLabel();
  const typeLabel = useWorkloadTypeLabel();
  const terms = usePlatformTerms(view.provider);
  const id = useId();
  const types = useWorkloadTypes(view.provider);
  const { filters, hidden, setFilter } = view;
  const moreFilters = MORE_FILTERS.filter(name => !hidden.includes(name));
  const used = moreFilters.filter(name => filters[name]).length;
  const [isOpen, setOpen] = useState(used > 0);
  const providers = [...new Set(clusters.map(({ provider }) => provider))];
  const names = clusters
    .filter(one => passesList(filters.provider, one.provider))
    .map(({ name }) => name)
    .sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));

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
        options={withValue(
          [['', options.any], ...options.of],
          filters[options.name],
          options.other ?? filters[options.name],
        )}
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
    owner: { label: t('workloads.owner'), hint: t('workloads.ownerHint') },
    entityRef: {
      label: t('workloads.entity'),
      hint: t('workloads.entityHint'),
    },
  };

  return (
    <div
      role="search"
      className={classes.stack}
      aria-label={t('overview.filters')}
    >
      <div className={classes.bar}>
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
          of: providers.map(one => [one, providerLabel(one)]),
          other: listed.provider.map(providerLabel).join(', '),
        })}
        {select({
          name: 'cluster',
          label: terms?.cluster ?? t('workloads.cluster'),
          any: t('workloads.anyCluster'),
          of: names.map(one => [one, one]),
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
        <Button
          size="small"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        >
          {used > 0
            ? t('workloads.moreFiltersOn', { on: String(used) })
            : t('workloads.moreFilters')}
        </Button>
        {view.isFiltered && (
          <Button size="small" onClick={view.clearFilters}>
            {t('overview.clear')}
          </Button>
        )}
      </div>
      <div id={id} className={classes.bar} hidden={!isOpen}>
        {isOpen &&
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
          )}
      </div>
    </div>
  );
}
