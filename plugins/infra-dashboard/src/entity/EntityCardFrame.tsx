import { InfoCard } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { ReactNode } from 'react';
import { infraDashboardTranslationRef } from '../translation';
import { ENTITY_CONTENT_PATH } from './paths';

/** A card of the overview tab that leads to the Infrastructure tab. */
export function EntityCardFrame({ children }: { children: ReactNode }) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  return (
    <InfoCard
      title={t('title')}
      deepLink={{ title: t('entity.details'), link: ENTITY_CONTENT_PATH }}
    >
      {children}
    </InfoCard>
  );
}
