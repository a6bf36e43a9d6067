import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { storagesRouteRef } from '../../routes';
import { infraDashboardTranslationRef } from '../../translation';
import { PageFrame } from '../PageFrame';
import { StorageList } from '../StorageList';
import { visuallyHidden } from '../visuallyHidden';

/** The storages of all platforms, worst first. */
export function StoragePage() {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const storagesRoute = useRouteRef(storagesRouteRef);
  return (
    <PageFrame trail={[{ label: t('storages.title'), href: storagesRoute() }]}>
      <h2 style={visuallyHidden}>{t('storages.title')}</h2>
      <StorageList />
    </PageFrame>
  );
}
