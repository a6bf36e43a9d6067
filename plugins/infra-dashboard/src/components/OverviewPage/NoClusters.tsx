import { CodeSnippet, EmptyState } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { PlatformDescriptor } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { usePlatforms } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';

function exampleOf(platforms: Iterable<PlatformDescriptor>): string {
  const entries = [...platforms].map(({ fields, type }) =>
    [
      `    - name: my-${type}`,
      `      type: ${type}`,
      ...fields
        .filter(({ required, type: kind }) => required || kind === 'secret')
        .map(({ example = '…', key, type: kind }) =>
          kind === 'secret'
            ? `      ${key}: \${${type.toUpperCase()}_SECRET}`
            : `      ${key}: ${example}`,
        ),
    ].join('\n'),
  );
  return ['infraDashboard:', '  providers:', ...entries, ''].join('\n');
}

/** Shown in a portal without clusters: how to add some. */
export function NoClusters() {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const platforms = usePlatforms();
  return (
    <EmptyState
      missing="content"
      title={t('empty.title')}
      description={t('empty.description')}
      action={
        <CodeSnippet
          text={exampleOf(platforms.values())}
          language="yaml"
          showCopyCodeButton
        />
      }
    />
  );
}
