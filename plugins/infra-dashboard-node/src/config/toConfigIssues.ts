import type { ConfigIssue, ConfigPlace } from './ConfigIssue';

/** The part of a schema's issue that is read; every zod version has it. @public */
export interface SchemaIssue {
  code?: string;
  path: ReadonlyArray<PropertyKey>;
  message: string;
  /** Names of unknown keys, where that is the issue. */
  keys?: readonly string[];
  /** `isUnknownKey` is set by `strictObject`; the path ends with the key. */
  params?: Record<string, unknown>;
}

/** One issue for each unknown key: zod reports those of one object together. */
function splitUnknownKeys(issue: SchemaIssue): SchemaIssue[] {
  const { code, keys = [], message, path } = issue;
  if (code !== 'unrecognized_keys' || keys.length === 0) return [issue];
  return keys.map(key => ({
    path: [...path, key],
    message: keys.length > 1 ? `unknown key '${key.slice(0, 60)}'` : message,
    params: { isUnknownKey: true },
  }));
}

/**
 * The issues of a schema with one for each unknown key, whose path ends with the key and whose
 * `params.isUnknownKey` is set.
 *
 * @public
 */
export function toSingleIssues(issues: readonly SchemaIssue[]): SchemaIssue[] {
  return issues.flatMap(splitUnknownKeys);
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
  return toSingleIssues(issues).map(({ message, path }) => {
    const line = lineOf?.(path);
    return {
      key: join(key, path),
      message,
      ...(file !== undefined && { file }),
      ...(line !== undefined && { line }),
    };
  });
}
