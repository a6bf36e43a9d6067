import { useApiHolder } from '@backstage/core-plugin-api';
import { appLanguageApiRef } from '@backstage/core-plugin-api/alpha';
import { useMemo } from 'react';
import { createFormat, type Format } from './createFormat';

/** The formats of the language that the portal is set to. */
export function useFormat(): Format {
  const languages = useApiHolder().get(appLanguageApiRef);
  const { language } = languages?.getLanguage() ?? {};
  return useMemo(() => createFormat(language), [language]);
}
