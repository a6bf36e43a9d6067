/**
 * A value of a placeholder: a text that is the same in every language, a number, or a sentence
 * that is translated as well; of several, each.
 *
 * @public
 */
export type MessageParam =
  | string
  | number
  | Message
  | ReadonlyArray<string | Message>;

/** Values of the placeholders of a message. @public */
export type MessageParams = { [name: string]: MessageParam };

/**
 * Sentences by code, with placeholders such as `{{count}}`. A code may have plural forms as
 * `code_one` and `code_other`, chosen by the parameter `count`.
 *
 * @public
 */
export type MessageTemplates = Readonly<Record<string, string>>;

/** A sentence for people in English, with what is needed to translate it. @public */
export interface Message {
  /** Stable kebab-case word. */
  code: string;
  /** Values of the placeholders. */
  params?: MessageParams;
  /** English. */
  message: string;
}

/** Codes come from API responses: `constructor` must not find what every object inherits. */
function own<T>(record: Readonly<Record<string, T>>, key: string) {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Sentences are in the language that their `message` has. */
function toText(value: MessageParam | null | undefined): string {
  if (Array.isArray(value)) return value.map(toText).join('; ');
  return String(
    (typeof value === 'object' ? (value as Message)?.message : value) ?? '',
  );
}

/**
 * Fills in a template. Undefined where there is no template of that code, so that the caller
 * falls back to the English sentence.
 *
 * @param language - decides which plural form is used
 * @public
 */
export function formatMessage(
  templates: MessageTemplates,
  code: string,
  params: MessageParams = {},
  language: string = 'en',
): string | undefined {
  const { count } = params;
  const form =
    typeof count === 'number'
      ? new Intl.PluralRules(language).select(count)
      : 'other';
  const template =
    own(templates, `${code}_${form}`) ??
    own(templates, `${code}_other`) ??
    own(templates, code);
  return template?.replace(/\{\{(\w+)\}\}/g, (_, name) =>
    toText(own(params, name)),
  );
}
