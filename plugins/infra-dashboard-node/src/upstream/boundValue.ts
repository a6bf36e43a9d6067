/** No text of an API that is used has as many characters. */
export const MAX_TEXT = 16 * 1024;

/** No object has as many tags, labels, addresses or containers; lists of objects have more. */
export const MAX_ITEMS = 10_000;

const CONTROL = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

function boundText(text: string): string {
  return text.slice(0, MAX_TEXT).replace(CONTROL, ' ');
}

/**
 * Limits what is in a parsed value: texts are cut and lose their control characters, and what
 * is in long lists of plain values or in long objects is left out after some thousands. Recursion
 * is as deep as the value, whose depth has to be limited before.
 */
export function boundValue(value: unknown): unknown {
  if (typeof value === 'string') return boundText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    let left = MAX_ITEMS;
    return value
      .filter(item => typeof item === 'object' || left-- > 0)
      .map(boundValue);
  }
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MAX_ITEMS)
      .map(([key, one]) => [boundText(key), boundValue(one)]),
  );
}
