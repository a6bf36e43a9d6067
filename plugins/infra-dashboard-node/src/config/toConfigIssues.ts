import { toCheckTexts, textOf, type MessageText } from '../text/messageFields';
import type { ConfigIssue, ConfigPlace } from './ConfigIssue';
import { describeUnknownKey } from './describeUnknownKey';
import { toSchemaMessage } from './schemaText';

/** The part of a schema's issue that is read; every zod version has it. @public */
export interface SchemaIssue {
  code?: string;
  path: ReadonlyArray<PropertyKey>;
  message: MessageText;
  /** Names of unknown keys, where that is the issue. */
  keys?: readonly string[];
  /** `knownKeys` is set by `strictObject`: the path ends with a key that is not one of them. */
  params?: Record<string, unknown>;
}

/** One issue for each unknown key: zod reports those of one object together. */
function splitUnknownKeys(issue: SchemaIssue): SchemaIssue[] {
  const { code, keys = [], path } = issue;
  if (code !== 'unrecognized_keys' || keys.length === 0) return [issue];
  return keys.map(key => ({
    path: [...path, key],
    message: describeUnknownKey(key, []),
    params: { knownKeys: [] },
  }));
}

/**
 * The issues of a schema with one for each unknown key, whose path ends with the key and whose
 * `params.knownKeys` is set.
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

function messageOf({ message, params, path }: SchemaIssue): MessageText {
  const known = params?.knownKeys as readonly string[] | undefined;
  if (known) return describeUnknownKey(String(path.at(-1)), known);
  return typeof message === 'string' ? toSchemaMessage(message) : message;
}

/** The issue of a key. @public */
export function toIssue(key: string, message: MessageText): ConfigIssue {
  return { key, message: textOf(message), ...toCheckTexts(message) };
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
  return toSingleIssues(issues).map(issue => {
    const line = lineOf?.(issue.path);
    return {
      ...toIssue(join(key, issue.path), messageOf(issue)),
      ...(file !== undefined && { file }),
      ...(line !== undefined && { line }),
    };
  });
}
