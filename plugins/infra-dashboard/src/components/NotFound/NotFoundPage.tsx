import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useLocation } from 'react-router-dom';
import { infraDashboardTranslationRef } from '../../translation';
import { PageFrame } from '../PageFrame';
import { NotFound } from './NotFound';

/** The page of an address that none of the other pages has. */
export function NotFoundPage() {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const { pathname } = useLocation();
  return (
    <PageFrame trail={[{ label: t('failure.notFoundTitle'), href: pathname }]}>
      <NotFound>{t('failure.pageNotFound', { path: pathname })}</NotFound>
    </PageFrame>
  );
}
