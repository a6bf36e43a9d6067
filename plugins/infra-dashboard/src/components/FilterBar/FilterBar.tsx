import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Chip from '@material-ui/core/Chip';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import { makeStyles } from '@material-ui/core/styles';
import Switch from '@material-ui/core/Switch';
import type { ProviderType } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { HEALTHS_WORST_FIRST } from '../../estate';
import { infraDashboardTranslationRef } from '../../translation';
import { SearchField, SelectField } from '../fields';
import { providerIcon, useProviderLabel } from '../ProviderBadge';
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
    chips: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.75) },
    chip: {
      margin: 0,
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 2,
      },
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
  const providerLabel = useProviderLabel();
  const { filters, isGrouped } = state;
  const chip = (options: {
    key: string;
    label: string;
    isOn: boolean;
    onClick: () => void;
    provider?: ProviderType;
  }) => {
    const Icon = options.provider && providerIcon(options.provider);
    return (
      <Chip
        key={options.key}
        className={classes.chip}
        size="small"
        clickable
        color={options.isOn ? 'primary' : 'default'}
        variant={options.isOn ? 'default' : 'outlined'}
        icon={Icon && <Icon size={14} />}
        label={options.label}
        onClick={options.onClick}
        aria-pressed={options.isOn}
      />
    );
  };

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
          ...HEALTHS_WORST_FIRST.map((health): [string, string] => [
            health,
            t(`state.${health}`),
          ]),
        ]}
      />
      <div
        className={classes.chips}
        role="group"
        aria-label={t('overview.provider')}
      >
        {chip({
          key: 'all',
          label: t('overview.allProviders'),
          isOn: filters.providers.length === 0,
          onClick: state.clearProviders,
        })}
        {counts.map(([provider, count]) =>
          chip({
            key: `provider ${provider}`,
            label: `${providerLabel(provider)} (${count})`,
            isOn: filters.providers.includes(provider),
            onClick: () => state.toggleProvider(provider),
            provider,
          }),
        )}
      </div>
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
