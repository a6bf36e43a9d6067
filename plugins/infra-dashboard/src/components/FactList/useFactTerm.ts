import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useCallback } from 'react';
import { usePlatforms } from '../../hooks';
import { useLanguage } from '../../messages/useLanguage';
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
  const language = useLanguage();
  const platforms = usePlatforms();
  return useCallback(
    (provider, key) => {
      const platform =
        platforms.get(provider) ??
        [...platforms.values()].find(({ facts }) => facts?.[key]);
      const { facts, messages } = platform ?? {};
      const title = facts?.[key]?.title;
      const translated = messages?.[language]?.[`fact-${key}`];
      if (translated ?? title) return (translated ?? title)!;
      return isShared(key) ? t(`fact.${key}`) : toTerm(key);
    },
    [language, platforms, t],
  );
}
