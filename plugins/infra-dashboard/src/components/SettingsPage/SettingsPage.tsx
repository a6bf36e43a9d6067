import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useRouteRef } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { infraProvidersManagePermission } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useProviders } from '../../hooks';
import { settingsRouteRef } from '../../routes';
import { infraDashboardTranslationRef } from '../../translation';
import { useGridStyles } from '../gridStyles';
import { Notice } from '../Notice';
import { PageFrame } from '../PageFrame';
import { usePanelStyles } from '../panelStyles';
import { QueryState } from '../QueryState';
import { NewProvider } from './NewProvider';
import { ProviderPanel } from './ProviderPanel';

/** The configured providers: how reading them goes, and what to do with them. */
export function SettingsPage() {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const grid = useGridStyles();
  const classes = usePanelStyles();
  const query = useProviders();
  const settingsRoute = useRouteRef(settingsRouteRef);
  const { allowed, loading } = usePermission({
    permission: infraProvidersManagePermission,
  });
  return (
    <PageFrame trail={[{ label: t('settings.title'), href: settingsRoute() }]}>
      {!loading && !allowed && (
        <Notice severity="info">{t('settings.readOnly')}</Notice>
      )}
      <QueryState query={query}>
        {providers => (
          <section>
            <h2 className={classes.panelTitle}>
              {t('settings.providers', { count: providers.length })}
            </h2>
            <ul className={grid.grid}>
              {providers.map(provider => (
                <li key={provider.name}>
                  <ProviderPanel
                    provider={provider}
                    mayManage={allowed}
                    onChange={query.refresh}
                  />
                </li>
              ))}
            </ul>
          </section>
        )}
      </QueryState>
      {allowed && <NewProvider />}
    </PageFrame>
  );
}
