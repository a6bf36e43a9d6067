import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { RiGridFill, RiLayoutGridLine, RiTableLine } from '@remixicon/react';
import { infraDashboardTranslationRef } from '../../translation';
import { ChoiceButtons } from '../fields';
import type { ClusterView } from './useClusterFilters';

export interface ViewChoiceProps {
  view: ClusterView;
  onChange: (view: ClusterView) => void;
}

/** Picks how the clusters are shown. */
export function ViewChoice({ onChange, view }: ViewChoiceProps) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  return (
    <ChoiceButtons
      label={t('overview.view')}
      value={view}
      onChange={onChange}
      options={[
        {
          ...{ value: 'cards', text: t('overview.cards') },
          icon: <RiLayoutGridLine size={16} />,
        },
        {
          ...{ value: 'table', text: t('overview.table') },
          icon: <RiTableLine size={16} />,
        },
        {
          ...{ value: 'heat-map', text: t('overview.heatMap') },
          icon: <RiGridFill size={16} />,
        },
      ]}
    />
  );
}
