import { InputError } from '@backstage/errors';
import { normalizeRef } from '../../ownership';

/**
 * Refuses what PostgreSQL fails at.
 *
 * @throws InputError that names the parameter
 */
export function rejectNul(query: object): void {
  for (const [key, value] of Object.entries(query)) {
    if (typeof value === 'string' && value.includes('\0')) {
      throw new InputError(`${key}: must not hold the character NUL`);
    }
  }
}

/** A comma-separated list. The whole text counts as well: a cluster name may hold a comma. */
export function readList(text: string | undefined): Set<string> | undefined {
  return text === undefined ? undefined : new Set([text, ...text.split(',')]);
}

/**
 * The entity reference of a filter.
 *
 * @throws InputError where it is none
 */
export function readRef(
  query: { owner?: string; entityRef?: string },
  key: 'owner' | 'entityRef',
): string | undefined {
  const text = query[key];
  if (text === undefined) return undefined;
  const kind = key === 'owner' ? 'group' : 'component';
  const ref = normalizeRef(text, { kind });
  if (!ref) throw new InputError(`${key}: is not an entity reference`);
  return ref;
}
