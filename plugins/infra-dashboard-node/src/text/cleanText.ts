const CONTROL = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/**
 * Makes text safe to display on one line: control and direction characters become spaces and
 * the length is limited, because names and messages come from untrusted users.
 *
 * @returns undefined if the value is not a string or is empty
 *
 * @public
 */
export function cleanText(value: unknown, maxLength = 300): string | undefined {
  if (typeof value !== 'string') return undefined;
  // Cut first: the text may be a megabyte long.
  const text = value
    .slice(0, maxLength * 2)
    .replace(CONTROL, ' ')
    .trim();
  if (!text) return undefined;
  if (text.length <= maxLength) return text;
  // Half of a character outside of the basic plane must not stay behind.
  return `${text.slice(0, maxLength - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

const MAX_ENTRIES = 100;
const MAX_VALUE = 256;

/** Labels with bounded keys and values; undefined where there are none. @public */
export function cleanLabels(
  labels: Record<string, unknown> | undefined,
): Record<string, string> | undefined {
  if (!labels) return undefined;
  const entries = Object.entries(labels)
    .filter(([, value]) => typeof value === 'string')
    .slice(0, MAX_ENTRIES)
    .map(([key, value]) => [
      cleanText(key, MAX_VALUE) ?? '',
      cleanText(value, MAX_VALUE) ?? '',
    ]);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

const ISO_UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;

/** A time in ISO 8601 and UTC, such as `2026-01-31T12:00:00Z`; else undefined. @public */
export function cleanTime(value: unknown): string | undefined {
  return typeof value === 'string' &&
    ISO_UTC.test(value) &&
    !Number.isNaN(Date.parse(value))
    ? value
    : undefined;
}

/** Drops keys without a value, so that metadata holds only what is known. @public */
export function compact(
  values: Record<string, string | number | undefined>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([key, value]) => [key, String(value)]),
  );
}
