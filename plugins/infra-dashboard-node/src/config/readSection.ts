import type { z } from 'zod';
import { coreMessage } from '../messages';
import type { ConfigIssue } from './ConfigIssue';
import { toConfigIssues, toIssue, type SchemaIssue } from './toConfigIssues';

/** The part of Backstage's configuration that is read. @public */
export interface ConfigSource {
  getOptional(key: string): unknown;
}

/** A part of the configuration as it is used, and what is wrong with it. @public */
export interface Reading<T> {
  value: T;
  issues: ConfigIssue[];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of a key; the issue names the parent that is no object. */
function valueAt(
  config: ConfigSource,
  key: string,
): { value?: unknown; issue?: ConfigIssue } {
  const parts = key.split('.');
  for (let depth = 1; depth < parts.length; depth += 1) {
    const parent = parts.slice(0, depth).join('.');
    const value = config.getOptional(parent) ?? undefined;
    if (value === undefined) return {};
    if (!isObject(value)) {
      return { issue: toIssue(parent, coreMessage('must-be-object')) };
    }
  }
  // Backstage takes a key without a value for one that is absent.
  return { value: config.getOptional(key) ?? undefined };
}

/** The value of a section that is absent. */
function defaultOf<T>(schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(undefined);
  return parsed.success ? parsed.data : schema.parse({});
}

/** The value without the keys that are wrong. */
function withoutWrongKeys(value: unknown, issues: readonly SchemaIssue[]) {
  if (!isObject(value)) return {};
  const wrong = new Set<PropertyKey>(
    issues.flatMap(({ keys = [], path }): readonly PropertyKey[] =>
      path.length > 0 ? [path[0]] : keys,
    ),
  );
  return Object.fromEntries(
    Object.entries(value).filter(([key]) => !wrong.has(key)),
  );
}

/**
 * Reads one section of the configuration. It never throws, so that a portal starts with any
 * configuration. The caller logs or reports the issues.
 *
 * @param options - `fallback`: the value if any key is invalid; without it
 *   invalid keys get their defaults from the schema
 * @public
 */
export function readSection<T>(
  config: ConfigSource,
  key: string,
  options: { schema: z.ZodType<T>; fallback?: T },
): Reading<T> {
  const { fallback, schema } = options;
  const { issue, value } = valueAt(config, key);
  if (issue) {
    const used = fallback === undefined ? defaultOf(schema) : fallback;
    return { value: used, issues: [issue] };
  }
  if (value === undefined) return { value: defaultOf(schema), issues: [] };
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value: parsed.data, issues: [] };
  const issues = toConfigIssues(key, parsed.error.issues as SchemaIssue[]);
  if (fallback !== undefined) return { value: fallback, issues };
  const rest = schema.safeParse(
    withoutWrongKeys(value, parsed.error.issues as SchemaIssue[]),
  );
  return { value: rest.success ? rest.data : defaultOf(schema), issues };
}

/**
 * Reads the entries of a list. Those that are wrong are left out, the others are used.
 *
 * @public
 */
export function readList<T>(
  key: string,
  value: unknown,
  schema: z.ZodType<T>,
): Reading<T[]> {
  if (value === undefined || value === null) return { value: [], issues: [] };
  if (!Array.isArray(value)) {
    return { value: [], issues: [toIssue(key, coreMessage('must-be-list'))] };
  }
  const parsed = value.map(one => schema.safeParse(one));
  return {
    value: parsed.flatMap(one => (one.success ? [one.data] : [])),
    issues: parsed.flatMap(({ error }, index) =>
      toConfigIssues(
        `${key}[${index}]`,
        (error?.issues ?? []) as SchemaIssue[],
      ),
    ),
  };
}
