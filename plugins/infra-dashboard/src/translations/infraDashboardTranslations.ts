import { createTranslationResource } from '@backstage/core-plugin-api/alpha';
import { infraDashboardTranslationRef } from '../translation';

/**
 * The pages in German (`de`) and French (`fr`), each loaded when it is chosen.
 * A portal shows them once it lists the languages among those it offers.
 *
 * @public
 */
export const infraDashboardTranslations = createTranslationResource({
  ref: infraDashboardTranslationRef,
  translations: {
    de: () => import('./de'),
    fr: () => import('./fr'),
  },
});
