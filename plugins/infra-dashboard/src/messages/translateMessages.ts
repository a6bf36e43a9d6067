import {
  formatMessage,
  type MessageParams,
  type MessageTemplates,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** The templates of a platform in the language of the user, by the platform's type. */
export type TemplatesOf = (
  provider: string | undefined,
) => readonly MessageTemplates[];

type Fields = Record<string, unknown>;

/** Sentences of API responses: the field, where its code is, and where the parameters are. */
const SENTENCES = [
  ['title', ['titleCode'], 'titleParams'],
  ['message', ['messageCode', 'code'], 'params'],
  ['hint', ['hintCode'], 'params'],
  ['remedy', ['remedyCode'], 'params'],
  ['statusReason', ['reasonCode'], 'reasonParams'],
] as const;

/** Texts that others write, under any keys: none of them is a sentence of ours. */
const FOREIGN = new Set(['labels', 'metadata']);

/**
 * Translates the sentences in an API response: reasons, hints, limitations, remedies and
 * titles of checks, which have a code next to the English text. Texts without a translation stay English. Unchanged
 * parts stay the same objects, so that they are not rendered again.
 */
export function translateMessages<T>(
  value: T,
  templatesOf: TemplatesOf,
  provider?: string,
): T {
  if (Array.isArray(value)) {
    const items = value.map(one =>
      translateMessages(one, templatesOf, provider),
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
    const next = translateMessages(field, templatesOf, own);
    if (next !== field) changed[key] = next;
  }
  for (const [field, codes, params] of SENTENCES) {
    const code = codes.map(one => fields[one]).find(Boolean);
    if (typeof fields[field] !== 'string' || typeof code !== 'string') continue;
    for (const templates of templatesOf(own)) {
      const text = formatMessage(
        templates,
        code,
        fields[params] as MessageParams,
      );
      if (text !== undefined) {
        changed[field] = text;
        break;
      }
    }
  }
  return Object.keys(changed).length > 0 ? { ...value, ...changed } : value;
}
