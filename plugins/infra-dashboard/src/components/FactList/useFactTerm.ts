import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useCallback } from 'react';
import { usePlatforms } from '../../hooks';
import { usePlatformText } from '../../messages/usePlatformText';
import { infraDashboardTranslationRef } from '../../translation';
import { factTerms, type FactKey } from './factTerms';
import { toTerm } from './toTerm';

function isShared(key: string): key is FactKey {
  return Object.hasOwn(factTerms, key);
}

/**
 * Names facts by their key in `metadata`: as their platform does, or any where it is unknown, else
 * as the key is spelled.
 */
export function useFactTerm(): (provider: string, key: string) => string {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const platformText = usePlatformText();
  const platforms = usePlatforms();
  return useCallback(
    (provider, key) => {
      const platform =
        platforms.get(provider) ??
        [...platforms.values()].find(({ facts }) => facts?.[key]);
      const title = platform?.facts?.[key]?.title;
      if (title) return platformText(`fact-${key}`, platform?.type) ?? title;
      return isShared(key) ? t(`fact.${key}`) : toTerm(key);
    },
    [platformText, platforms, t],
  );
}
