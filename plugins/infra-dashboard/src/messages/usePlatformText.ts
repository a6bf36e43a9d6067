import { useCallback } from 'react';
import { usePlatforms } from '../hooks/usePlatforms';
import { useLanguage } from './useLanguage';

/**
 * Finds a platform's own translation of a name, by its code; that of any platform where none is
 * given or it is unknown. Undefined where there is none, as in English.
 */
export function usePlatformText(): (
  code: string,
  provider?: string,
) => string | undefined {
  const language = useLanguage();
  const platforms = usePlatforms();
  return useCallback(
    (code, provider = '') => {
      const known = platforms.get(provider);
      const candidates = known ? [known] : [...platforms.values()];
      return candidates
        .map(({ messages }) => messages?.[language]?.[code])
        .find(Boolean);
    },
    [language, platforms],
  );
}
