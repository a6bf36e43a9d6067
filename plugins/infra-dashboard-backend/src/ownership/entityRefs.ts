import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

const PART = /^[a-z0-9]([a-z0-9\-_.]{0,61}[a-z0-9])?$/i;

/**
 * A full entity reference in lower case, as the catalog writes it: `payments` becomes
 * `group:default/payments` where the default kind is a group.
 *
 * @returns undefined for what cannot be one
 */
export function normalizeRef(
  text: string | undefined,
  defaults: { kind: string; namespace?: string },
): string | undefined {
  if (!text) return undefined;
  try {
    const ref = parseEntityRef(text.trim(), {
      defaultKind: defaults.kind,
      defaultNamespace: defaults.namespace ?? 'default',
    });
    const isValid = [ref.kind, ref.namespace, ref.name].every(part =>
      PART.test(part),
    );
    return isValid ? stringifyEntityRef(ref) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a text is more than a bare name. */
export function isFullRef(text: string): boolean {
  return text.includes(':') || text.includes('/');
}
