import { useMemo } from 'react';
import { usePlatforms } from '../hooks/usePlatforms';
import { translateMessages } from './translateMessages';
import { useLanguage } from './useLanguage';

/**
 * An API response with its sentences in the language of the user.
 *
 * @param provider - the platform, where the response does not name it
 */
export function useTranslated<T>(data: T, provider?: string): T {
  const language = useLanguage();
  const platforms = usePlatforms();
  return useMemo(() => {
    if (language === 'en' || data === undefined) return data;
    return translateMessages(
      data,
      {
        language,
        templatesOf(type) {
          const known = type === undefined ? undefined : platforms.get(type);
          // An object without a platform may have a sentence of any.
          const candidates = known ? [known] : [...platforms.values()];
          return candidates.flatMap(one => {
            const templates = one.messages?.[language];
            return templates ? [templates] : [];
          });
        },
      },
      provider,
    );
  }, [data, language, platforms, provider]);
}
