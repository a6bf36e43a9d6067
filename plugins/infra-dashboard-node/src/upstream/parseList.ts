import { cutList } from './cutList';
import { parseJson } from './parseJson';
import { yieldIfDue } from './sliceWork';

/** Shorter texts are parsed at once: that takes no noticeable time. */
const SHORT = 256 * 1024;

/**
 * Parses the JSON of an object with a long array, in slices, so that other work runs in between:
 * some APIs have no pages and return megabytes at once.
 *
 * @param options - `key` of the array; `label` of the platform, for the error
 * @throws ProviderFailure `INVALID_RESPONSE` where it is not JSON
 *
 * @public
 */
export async function parseList(
  text: string,
  options: { key: string; label: string },
): Promise<unknown> {
  const { key, label } = options;
  if (text.length <= SHORT) return parseJson(text, label);
  const rows: unknown[] = [];
  const parts = cutList(text, key);
  let next = parts.next();
  while (!next.done) {
    await yieldIfDue();
    const part = next.value ? parseJson(next.value, label) : [];
    for (const row of part as unknown[]) rows.push(row);
    next = parts.next();
  }
  const rest = parseJson(next.value, label);
  const list = (rest as Record<string, unknown> | null)?.[key];
  // The key is there twice, where the last one counts, or is no array.
  if (!Array.isArray(list) || list.length > 0) return parseJson(text, label);
  return { ...(rest as object), [key]: rows };
}
