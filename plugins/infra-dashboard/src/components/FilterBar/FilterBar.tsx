import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import { makeStyles } from '@material-ui/core/styles';
import Switch from '@material-ui/core/Switch';
import type { ProviderType } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { COUNTED_WORST_FIRST } from '../../summary';
import { infraDashboardTranslationRef } from '../../translation';
import { ChipField, SearchField, SelectField } from '../fields';
import { useProviderIcon, useProviderLabel } from '../ProviderBadge';
import type { useClusterFilters } from './useClusterFilters';
import { ViewChoice } from './ViewChoice';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 1.5),
    },
    group: { marginLeft: 0, marginRight: 0 },
    groupLabel: { fontSize: '0.8125rem' },
  }),
  { name: 'InfraDashboardFilterBar' },
);

export interface FilterBarProps {
  /** Number of clusters by platform. */
  counts: Array<[provider: ProviderType, count: number]>;
  state: ReturnType<typeof useClusterFilters>;
}

/** Filters and grouping of the overview. */
export function FilterBar({ counts, state }: FilterBarProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const providerIcon = useProviderIcon();
  const providerLabel = useProviderLabel();
  const { filters, isGrouped } = state;

  return (
    <div
      className={classes.root}
      role="search"
      aria-label={t('overview.filters')}
    >
      <SearchField
        label={t('overview.search')}
        placeholder={t('overview.searchHint')}
        value={filters.text}
        onChange={state.setText}
      />
      <SelectField
        label={t('overview.health')}
        value={filters.health}
        onChange={state.setHealth}
        options={[
          ['', t('overview.anyHealth')],
          ['attention', t('overview.attention')],
          ...COUNTED_WORST_FIRST.map((one): [string, string] => [
            one,
            t(`state.${one}`),
          ]),
        ]}
      />
      <ChipField
        label={t('overview.provider')}
        all={t('overview.allProviders')}
        value={filters.providers}
        onChange={state.setProviders}
        options={counts.map(([provider, count]) => {
          const Icon = providerIcon(provider);
          return {
            value: provider,
            text: `${providerLabel(provider)} (${count})`,
            icon: <Icon size={14} />,
          };
        })}
      />
      <ViewChoice view={state.view} onChange={state.setView} />
      {state.view !== 'heat-map' && (
        <FormControlLabel
          className={classes.group}
          classes={{ label: classes.groupLabel }}
          control={
            <Switch
              size="small"
              color="primary"
              checked={isGrouped}
              onChange={event => state.setGrouped(event.target.checked)}
            />
          }
          label={t('overview.group')}
        />
      )}
    </div>
  );
}
