import { CopyTextButton } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { infraDashboardTranslationRef } from '../../translation';

/** Copies a text, and says so. */
export function CopyButton({ text }: { text: string }) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  return (
    <CopyTextButton
      text={text}
      tooltipText={t('cluster.copied')}
      aria-label={t('cluster.copy')}
    />
  );
}
