import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { z } from 'zod';

/**
 * Makes an entity reference whole. A short one means the default namespace, whichever
 * namespace the entities have: teams do not move when the entities do.
 *
 * @returns undefined where the text is no entity reference
 */
export function completeEntityRef(
  text: string,
  defaultKind: string,
): string | undefined {
  // The parser takes anything around its separators.
  if (/[\s\p{C}]/u.test(text.trim())) return undefined;
  try {
    return stringifyEntityRef(parseEntityRef(text.trim(), { defaultKind }));
  } catch {
    return undefined;
  }
}

/** An entity reference in the configuration. */
export const entityRef = (defaultKind: string) =>
  z
    .string('must be an entity reference')
    .transform((text, context) => {
      const ref = completeEntityRef(text, defaultKind);
      if (ref !== undefined) return ref;
      context.addIssue('must be an entity reference');
      return z.NEVER;
    })
    .optional();
