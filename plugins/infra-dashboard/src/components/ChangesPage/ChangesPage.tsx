import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { changesRouteRef } from '../../routes';
import { infraDashboardTranslationRef } from '../../translation';
import { ChangeList } from '../ChangeList';
import { PageFrame } from '../PageFrame';
import { visuallyHidden } from '../visuallyHidden';

/** What changed on all platforms, the latest first. */
export function ChangesPage() {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const changesRoute = useRouteRef(changesRouteRef);
  return (
    <PageFrame trail={[{ label: t('changes.title'), href: changesRoute() }]}>
      <h2 style={visuallyHidden}>{t('changes.title')}</h2>
      <ChangeList />
    </PageFrame>
  );
}
