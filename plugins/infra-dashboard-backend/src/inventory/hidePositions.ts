import type { ProviderError } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** The place of an entry in its list, but not that of a value within the entry. */
const POSITION = /(?<![\]\w.])([\w.]+)\[\d+\]/g;

/** ` (line 4 of infra.json)` or ` (line 4)`. */
const LINE = / \(line \d+(?: of ([^)]*))?\)/g;

/** A name that was made of a position, where an entry has none or not one of its own. */
const MADE_NAME = /\[\d+\]\)?$/;

interface Readable {
  error?: ProviderError;
}

/**
 * For callers who may not see every provider: where an entry is in the configuration would tell
 * how many hidden ones are before it.
 */
export function hidePosition<T extends Readable>(item: T): T {
  const { error } = item;
  if (error?.code !== 'MISCONFIGURED') return item;
  const message = error.message
    .replace(POSITION, '$1[…]')
    .replace(LINE, (_, file) => (file ? ` (${file})` : ''));
  return { ...item, error: { ...error, message, params: undefined } };
}

/** Whether the name of a misconfigured entry is its position, or holds that of another entry. */
export function isNamedByPosition(item: Readable & { name: string }): boolean {
  return item.error?.code === 'MISCONFIGURED' && MADE_NAME.test(item.name);
}
