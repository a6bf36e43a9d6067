import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useCallback } from 'react';
import { usePlatformText } from '../messages/usePlatformText';
import { infraDashboardTranslationRef } from '../translation';

/** Terms of platforms that the pages translate. */
const TRANSLATED = [
  'cluster',
  'hypervisor',
  'namespace',
  'node',
  'pool',
  'project',
  'region',
] as const;

/** A term of a platform as a label, such as `Pool`; one that has no translation as it is. */
export function useTermLabel(): (term: string) => string {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const platformText = usePlatformText();
  return useCallback(
    term => {
      const known = TRANSLATED.find(one => one === term);
      return known
        ? t(`term.${known}`)
        : platformText(`term-${term}`) ?? term[0].toUpperCase() + term.slice(1);
    },
    [platformText, t],
  );
}
