/** What is wrong with one key of the configuration. @public */
export interface ConfigIssue {
  /** Full path, such as `infraDashboard.providers[2].namespace`. */
  key: string;
  message: string;
}

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
 * @param prefix - key of what was checked, such as `infraDashboard.providers[2]`
 * @public
 */
export function toConfigIssues(
  prefix: string,
  issues: readonly SchemaIssue[],
): ConfigIssue[] {
  return issues.map(({ code, keys, message, path }) => {
    const unknown = code === 'unrecognized_keys' ? keys?.[0] : undefined;
    return {
      key: join(prefix, unknown === undefined ? path : [...path, unknown]),
      message,
    };
  });
}
