import {
  formatMessage,
  type MessageParams,
  type MessageTemplates,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** Finds the templates for a response. */
export interface Translation {
  /** Language of the user, which decides which plural form is used. */
  language: string;
  /** The templates of a platform in that language, by the platform's type. */
  templatesOf(provider: string | undefined): readonly MessageTemplates[];
}

type Fields = Record<string, unknown>;

/**
 * Sentences of API responses: the field, where its code is, and where the parameters are. Hints
 * and remedies had the parameters of the message once.
 */
const SENTENCES = [
  ['title', ['titleCode'], ['titleParams']],
  ['message', ['messageCode', 'code'], ['params']],
  ['hint', ['hintCode'], ['hintParams', 'params']],
  ['remedy', ['remedyCode'], ['remedyParams', 'params']],
  ['statusReason', ['reasonCode'], ['reasonParams']],
] as const;

/** Texts that others write, under any keys: none of them is a sentence of ours. */
const FOREIGN = new Set(['labels', 'metadata']);

/**
 * Translates the sentences in an API response: reasons, hints, limitations, remedies and
 * titles of checks, which have a code next to the English text, and the sentences within them.
 * Texts without a translation stay English. Unchanged parts stay the same objects, so that they
 * are not rendered again.
 */
export function translateMessages<T>(
  value: T,
  translation: Translation,
  provider?: string,
): T {
  if (Array.isArray(value)) {
    const items = value.map(one =>
      translateMessages(one, translation, provider),
    );
    return items.every((one, index) => one === value[index])
      ? value
      : (items as T);
  }
  if (!value || typeof value !== 'object') return value;

  const fields = value as Fields;
  const own = typeof fields.provider === 'string' ? fields.provider : provider;
  const changed: Fields = {};
  for (const [key, field] of Object.entries(fields)) {
    if (FOREIGN.has(key)) continue;
    const next = translateMessages(field, translation, own);
    if (next !== field) changed[key] = next;
  }
  for (const [field, codes, paramsFields] of SENTENCES) {
    const code = codes.map(one => fields[one]).find(Boolean);
    if (typeof fields[field] !== 'string' || typeof code !== 'string') continue;
    // Sentences within the sentence are already translated.
    const params = paramsFields
      .map(one => changed[one] ?? fields[one])
      .find(Boolean) as MessageParams | undefined;
    for (const templates of translation.templatesOf(own)) {
      const text = formatMessage(templates, code, params, translation.language);
      if (text !== undefined) {
        changed[field] = text;
        break;
      }
    }
  }
  return Object.keys(changed).length > 0 ? { ...value, ...changed } : value;
}
