import { useApiHolder } from '@backstage/core-plugin-api';
import { appLanguageApiRef } from '@backstage/core-plugin-api/alpha';
import { useEffect, useState } from 'react';

/** The language of the user; English where the app has no choice of languages. */
export function useLanguage(): string {
  const api = useApiHolder().get(appLanguageApiRef);
  const [language, setLanguage] = useState(
    () => api?.getLanguage().language ?? 'en',
  );
  useEffect(() => {
    const subscription = api
      ?.language$()
      .subscribe(next => setLanguage(next.language));
    return () => subscription?.unsubscribe();
  }, [api]);
  return language;
}
