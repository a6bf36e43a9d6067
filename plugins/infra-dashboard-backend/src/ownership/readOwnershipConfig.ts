import { z } from 'zod';
import { describeIssues, duration } from '../config/readProviderEntries';
import { isFullRef, normalizeRef } from './entityRefs';

const text = z.string('must be a text').trim().min(1, 'must not be empty');

const PLACEHOLDER = '{value}';

const template = (defaultKind: string) =>
  text.refine(
    value =>
      normalizeRef(value.replaceAll(PLACEHOLDER, 'value'), {
        kind: defaultKind,
      }) !== undefined,
    "must be an entity reference such as 'component:default/{value}'",
  );

const scope = { provider: text.optional(), cluster: text.optional() };

const ruleSchema = z
  .strictObject({
    ...scope,
    label: text.optional(),
    metadata: text.optional(),
    tag: text.optional(),
    namespace: text.optional(),
    entityRef: template('component').optional(),
    owner: template('group').optional(),
  })
  .refine(
    rule =>
      [rule.label, rule.metadata, rule.tag, rule.namespace].filter(Boolean)
        .length === 1,
    'must have exactly one of label, metadata, tag and namespace',
  )
  .refine(
    rule => rule.entityRef ?? rule.owner,
    'must have an entityRef, an owner or both',
  );

const fixed = (defaultKind: string) =>
  template(defaultKind).refine(
    value => !value.includes(PLACEHOLDER),
    'holds {value}, which only rules have',
  );

const defaultSchema = z
  .strictObject({
    ...scope,
    namespace: text.optional(),
    entityRef: fixed('component').optional(),
    owner: fixed('group').optional(),
  })
  .refine(
    one => one.namespace ?? one.cluster ?? one.provider,
    'must have a namespace, a cluster or a provider',
  )
  .refine(
    one => one.entityRef ?? one.owner,
    'must have an entityRef, an owner or both',
  );

const DEFAULT_REFRESH_MS = 300_000;

const intervalSchema = z.object({ refreshInterval: duration(1_000) });

const KEYS = ['rules', 'defaults', 'refreshInterval'];

/** What workloads say by keys of the organisation's own. */
export type OwnershipRule = z.output<typeof ruleSchema>;

/** Whose the workloads of a namespace, pool, project or cluster are. */
export type OwnershipDefault = z.output<typeof defaultSchema>;

/** `infraDashboard.ownership`, checked. */
export interface OwnershipConfig {
  rules: OwnershipRule[];
  defaults: OwnershipDefault[];
  /** Milliseconds between two reads of the catalog. */
  refreshMs: number;
}

function readList<T extends z.ZodType>(
  raw: unknown,
  options: { key: string; schema: T; onProblem: (problem: string) => void },
): z.output<T>[] {
  const { key, schema, onProblem } = options;
  if (raw === undefined) return [];
  if (!Array.isArray(raw)) {
    onProblem(`${key}: must be a list`);
    return [];
  }
  return raw.flatMap((entry, index): z.output<T>[] => {
    const parsed = schema.safeParse(entry);
    if (parsed.success) return [parsed.data];
    onProblem(describeIssues(`${key}[${index}]`, parsed.error.issues));
    return [];
  });
}

/**
 * Reads `infraDashboard.ownership`. An entry that is wrong is reported by its key and left
 * out; the others count.
 */
export function readOwnershipConfig(
  raw: unknown,
  onProblem: (problem: string) => void,
): OwnershipConfig {
  const key = 'infraDashboard.ownership';
  const isObject = raw instanceof Object && !Array.isArray(raw);
  if (raw !== undefined && !isObject) onProblem(`${key}: must be an object`);
  const options = isObject ? (raw as Record<string, unknown>) : {};
  for (const unknown of Object.keys(options)) {
    if (!KEYS.includes(unknown)) {
      onProblem(`${key}.${unknown}: is not a key of the ownership`);
    }
  }
  const interval = intervalSchema.safeParse(options);
  if (!interval.success) onProblem(describeIssues(key, interval.error.issues));
  return {
    refreshMs: interval.data?.refreshInterval ?? DEFAULT_REFRESH_MS,
    rules: readList(options.rules, {
      key: `${key}.rules`,
      schema: ruleSchema,
      onProblem,
    }),
    defaults: readList(options.defaults, {
      key: `${key}.defaults`,
      schema: defaultSchema,
      onProblem,
    }),
  };
}

/**
 * Fills in what a rule found. A value that is a full reference itself takes the place of the
 * template, where it is of the same kind.
 *
 * @returns undefined where that makes no reference
 */
export function fillTemplate(
  pattern: string,
  value: string,
  defaultKind: string,
): string | undefined {
  const kindOf = (ref: string | undefined) => ref?.split(':')[0];
  const defaults = { kind: defaultKind };
  if (!isFullRef(value)) {
    return normalizeRef(pattern.replaceAll(PLACEHOLDER, value), defaults);
  }
  const ref = normalizeRef(value, defaults);
  const example = pattern.replaceAll(PLACEHOLDER, 'value');
  return kindOf(ref) === kindOf(normalizeRef(example, defaults))
    ? ref
    : undefined;
}
