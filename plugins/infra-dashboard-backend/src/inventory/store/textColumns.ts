import { toText } from '../../database';

/** More would only be found by a user who pastes a document. */
const MAX_SEARCH_LENGTH = 4_000;

/** Longer ones are found by the search and in the document. */
const MAX_KEY_LENGTH = 500;

/** PostgreSQL limits the size of what is indexed. */
export function toKey(text: string): string;
export function toKey(text: string | undefined): string | null;
export function toKey(text: string | undefined): string | null {
  return toText(text)?.slice(0, MAX_KEY_LENGTH) ?? null;
}

/** All that the words of a search may be found in. */
export function toSearchText(parts: ReadonlyArray<string | undefined>): string {
  const text = parts.filter(Boolean).join('\n');
  return toText(text).toLowerCase().slice(0, MAX_SEARCH_LENGTH);
}
