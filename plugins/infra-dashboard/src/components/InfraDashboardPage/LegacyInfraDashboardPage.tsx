import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { infraDashboardTranslationRef } from '../../translation';
import { PageFrameProvider } from '../PageFrame';
import { Pages } from './Pages';

/** The same pages for the legacy frontend system, where each brings its own header. */
export function LegacyInfraDashboardPage() {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  return (
    <PageFrameProvider value={{ title: t('title'), hasOwnHeader: true }}>
      <Pages />
    </PageFrameProvider>
  );
}
