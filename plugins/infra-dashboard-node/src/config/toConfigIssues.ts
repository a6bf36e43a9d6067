import type { ConfigIssue, ConfigPlace } from './ConfigIssue';

/** The part of a schema's issue that is read; every zod version has it. @public */
export interface SchemaIssue {
  code?: string;
  path: ReadonlyArray<PropertyKey>;
  message: string;
  /** Names of unknown keys, where that is the issue. */
  keys?: readonly string[];
}

function join(prefix: string, path: ReadonlyArray<PropertyKey>): string {
  return path.reduce<string>(
    (key, part) =>
      typeof part === 'number'
        ? `${key}[${part}]`
        : [key, String(part)].filter(Boolean).join('.'),
    prefix,
  );
}

/**
 * One issue per key out of those of a schema.
 *
 * @param place - where the checked value is, such as `infraDashboard.providers[2]`
 * @public
 */
export function toConfigIssues(
  place: string | ConfigPlace,
  issues: readonly SchemaIssue[],
): ConfigIssue[] {
  const { key, file, lineOf }: ConfigPlace =
    typeof place === 'string' ? { key: place } : place;
  return issues.map(({ code, keys, message, path }) => {
    const unknown = code === 'unrecognized_keys' ? keys?.[0] : undefined;
    const full = unknown === undefined ? path : [...path, unknown];
    const line = lineOf?.(full);
    return {
      key: join(key, full),
      message,
      ...(file !== undefined && { file }),
      ...(line !== undefined && { line }),
    };
  });
}
