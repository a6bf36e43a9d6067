import { useApiHolder } from '@backstage/core-plugin-api';
import { appLanguageApiRef } from '@backstage/core-plugin-api/alpha';
import { createFormat, type Format } from './createFormat';

const formats = new Map<string | undefined, Format>();

/** One for all components, since every number on a page has use for it. */
function formatOf(language: string | undefined): Format {
  const format = formats.get(language) ?? createFormat(language);
  formats.set(language, format);
  return format;
}

/** The formats of the language that the portal is set to. */
export function useFormat(): Format {
  const languages = useApiHolder().get(appLanguageApiRef);
  const { language } = languages?.getLanguage() ?? {};
  return formatOf(language);
}
