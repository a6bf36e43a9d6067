import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import ButtonGroup from '@material-ui/core/ButtonGroup';
import { RiGridFill, RiLayoutGridLine, RiTableLine } from '@remixicon/react';
import { infraDashboardTranslationRef } from '../../translation';
import type { ClusterView } from './useClusterFilters';

export interface ViewChoiceProps {
  view: ClusterView;
  onChange: (view: ClusterView) => void;
}

/** Picks how the clusters are shown. */
export function ViewChoice({ onChange, view }: ViewChoiceProps) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const choice = (value: ClusterView, label: string, icon: JSX.Element) => (
    <Button
      aria-pressed={view === value}
      color={view === value ? 'primary' : 'default'}
      startIcon={icon}
      onClick={() => onChange(value)}
    >
      {label}
    </Button>
  );
  return (
    <ButtonGroup size="small" aria-label={t('overview.view')}>
      {choice('cards', t('overview.cards'), <RiLayoutGridLine size={16} />)}
      {choice('table', t('overview.table'), <RiTableLine size={16} />)}
      {choice('heat-map', t('overview.heatMap'), <RiGridFill size={16} />)}
    </ButtonGroup>
  );
}
