import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { TranslationBlueprint } from '@backstage/plugin-app-react';
import { infraDashboardTranslations } from '@infra-dashboard/backstage-plugin-infra-dashboard';

/** The languages themselves are listed in app-config.yaml, at `api:app/app-language`. */
export const translationsModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    TranslationBlueprint.make({
      name: 'infra-dashboard',
      params: { resource: infraDashboardTranslations },
    }),
  ],
});
