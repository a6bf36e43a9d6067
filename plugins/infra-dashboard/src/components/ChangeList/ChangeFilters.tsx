import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import {
  CHANGE_KINDS,
  type ClusterStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useId, useState } from 'react';
import { infraDashboardTranslationRef } from '../../translation';
import { MultiSelectField, SearchField, SelectField } from '../fields';
import { useProviderLabel } from '../ProviderBadge';
import { passesList } from '../WorkloadList';
import { useChangeListStyles } from './useChangeListStyles';
import { MORE_FILTERS, RANGES, toList, type ChangeView } from './useChangeView';

export interface ChangeFiltersProps {
  view: ChangeView;
  /** The clusters to pick from. */
  clusters: ClusterStatus[];
}

/** The filters of a list of changes; the backend applies them. */
export function ChangeFilters({ clusters, view }: ChangeFiltersProps) {
  const classes = useChangeListStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const providerLabel = useProviderLabel();
  const id = useId();
  const { filters, setFilter } = view;
  const used = MORE_FILTERS.filter(name => filters[name]).length;
  const [isOpen, setOpen] = useState(used > 0);
  const providers = [...new Set(clusters.map(({ provider }) => provider))];
  const names = clusters
    .filter(one => passesList(filters.provider, one.provider))
    .map(({ name }) => name)
    .sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));

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
    <div
      role="search"
      className={classes.stack}
      aria-label={t('overview.filters')}
    >
      <div className={classes.bar}>
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
          of: providers.map(one => [one, providerLabel(one)]),
        })}
        {choice({
          name: 'cluster',
          label: t('workloads.cluster'),
          all: t('workloads.anyCluster'),
          of: names.map(one => [one, one]),
        })}
        <SearchField
          label={t('workloads.owner')}
          placeholder={t('workloads.ownerHint')}
          value={filters.owner}
          onChange={value => setFilter('owner', value)}
        />
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
          MORE_FILTERS.map(name => (
            <SearchField
              key={name}
              label={more[name].label}
              placeholder={more[name].hint}
              value={filters[name]}
              onChange={value => setFilter(name, value)}
            />
          ))}
      </div>
    </div>
  );
}
