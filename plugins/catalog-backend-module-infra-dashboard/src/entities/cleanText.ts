import { toUSVString } from 'node:util';

/**
 * Text that every database, URL and screen takes: without control characters (PostgreSQL
 * rejects NUL) and half surrogates (encodeURIComponent rejects them), trimmed and bounded.
 *
 * @returns undefined where nothing is left
 */
export function cleanText(
  text: string | undefined,
  maxLength = 500,
): string | undefined {
  // Cut first: the text may be megabytes long.
  const cleaned = toUSVString((text ?? '').slice(0, maxLength * 2))
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
  if (!cleaned) return undefined;
  return cleaned.length > maxLength
    ? `${toUSVString(cleaned.slice(0, maxLength - 1))}…`
    : cleaned;
}
