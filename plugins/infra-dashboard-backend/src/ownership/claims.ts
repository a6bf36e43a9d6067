/** What a value on a workload refers to. */
export type ClaimKind =
  /** An entity with this id in an annotation of a platform, else a component of this name. */
  | 'id'
  | 'component'
  | 'system'
  /** A component of this name, else a system. */
  | 'part';

const PREFIXES: ReadonlyArray<[prefix: string, kind: ClaimKind]> = [
  ['backstage-', 'id'],
  ['component-', 'component'],
  ['system-', 'system'],
];

/**
 * Reads a tag that names an entity, such as `component-web-shop`. Platforms may write tags in
 * lower case and allow only `a-z 0-9 _ + - .` in them.
 */
export function claimOfTag(
  tag: string,
): { kind: ClaimKind; value: string } | undefined {
  const text = tag.toLowerCase();
  for (const [prefix, kind] of PREFIXES) {
    if (text.startsWith(prefix) && text.length > prefix.length) {
      return { kind, value: text.slice(prefix.length) };
    }
  }
  return undefined;
}
