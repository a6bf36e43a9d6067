import { InputError } from '@backstage/errors';
import { normalizeRef } from '../../ownership';

/** More values of one parameter are too deep an expression for SQLite. */
const MAX_VALUES = 500;

/**
 * Refuses what a database fails at.
 *
 * @throws InputError that names the parameter
 */
export function checkTexts(query: object): void {
  for (const [key, value] of Object.entries(query)) {
    if (typeof value !== 'string') continue;
    if (value.includes('\0')) {
      throw new InputError(`${key}: must not hold the character NUL`);
    }
    if (value.split(',').length > MAX_VALUES) {
      throw new InputError(
        `${key}: must not have more than ${MAX_VALUES} values`,
      );
    }
  }
}

function toRef(text: string, key: string, kind: 'component' | 'group'): string {
  const ref = normalizeRef(text, { kind });
  if (!ref) throw new InputError(`${key}: is not an entity reference`);
  return ref;
}

/** A comma-separated list. The whole text counts as well: a cluster name may hold a comma. */
export function readList(text: string | undefined): Set<string> | undefined {
  return text === undefined ? undefined : new Set([text, ...text.split(',')]);
}

/** What stands for those without an owner. */
const NO_OWNER = 'none';

/**
 * The owners of a filter.
 *
 * @param key - names the filter in an error
 * @returns their entity references, and whether those without an owner pass as well
 * @throws InputError where one is no entity reference
 */
export function readOwners(
  values: readonly string[],
  key = 'owner',
): { refs: string[]; takesNone: boolean } {
  const refs = values
    .filter(value => value !== NO_OWNER)
    .map(value => toRef(value, key, 'group'));
  return { refs, takesNone: values.includes(NO_OWNER) };
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
  return text === undefined
    ? undefined
    : toRef(text, key, key === 'owner' ? 'group' : 'component');
}
