import { InputError } from '@backstage/errors';
import { normalizeRef } from '../../ownership';

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
