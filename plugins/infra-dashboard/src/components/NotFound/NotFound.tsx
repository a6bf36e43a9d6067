import { EmptyState, LinkButton } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { rootRouteRef } from '../../routes';
import { infraDashboardTranslationRef } from '../../translation';

/** Shown where there is no such page, cluster or node, or none that the user may see. */
export function NotFound({ children }: { children: string }) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const rootRoute = useRouteRef(rootRouteRef);
  return (
    <EmptyState
      missing="content"
      title={t('failure.notFoundTitle')}
      description={children}
      action={
        <LinkButton to={rootRoute()} color="primary" variant="outlined">
          {t('failure.back')}
        </LinkButton>
      }
    />
  );
}
