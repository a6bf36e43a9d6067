import type { JsonObject } from '@backstage/types';
import { z } from 'zod';
import {
  coreMessage,
  coreSchemaText,
  flag,
  toConfigIssues,
  toIssue,
  type ConfigIssue,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { isTooDeep, MAX_DEPTH } from './nesting';
import { timingKeys, toTimings } from './timings';
import type { EntrySource, ProviderEntry, ProviderTimings } from './types';

function isProxyUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

/** Longest name of a provider. */
const MAX_NAME = 200;

const entryKeys = {
  ...timingKeys,
  name: z
    .string(coreSchemaText('must-be-text'))
    .trim()
    .min(1, coreSchemaText('must-not-be-empty'))
    .max(MAX_NAME, coreSchemaText('must-not-be-longer', { max: MAX_NAME })),
  type: z
    .string(coreSchemaText('must-be-text'))
    .min(1, coreSchemaText('must-not-be-empty')),
  enabled: flag.transform(value => value ?? true),
  owner: z.string(coreSchemaText('must-be-entity-reference')).optional(),
  labels: z
    .record(
      z.string(),
      z.string(coreSchemaText('must-be-text')),
      coreSchemaText('must-be-text-object'),
    )
    .optional(),
  proxy: z
    .custom<string | false>(
      value =>
        value === false || (typeof value === 'string' && isProxyUrl(value)),
      coreSchemaText('must-be-proxy'),
    )
    .optional(),
};

/** The keys that entries of all types have. */
export const ENTRY_KEYS = Object.keys(entryKeys);

/** The keys of one type are checked by its own schema. */
const entrySchema = z
  .object(entryKeys, coreSchemaText('must-be-object'))
  .loose();

type Place = Pick<
  ProviderEntry,
  'key' | 'list' | 'source' | 'file' | 'lineOf'
> & {
  defaults: ProviderTimings;
};

function textOf(raw: unknown, key: 'name' | 'type'): string | undefined {
  const value = (raw as Record<string, unknown> | undefined | null)?.[key];
  return typeof value === 'string' && value.trim() ? value.trim() : undefined;
}

/** An entry that is listed with its issues, and not used. */
function misconfiguredEntry(
  raw: unknown,
  place: Place,
  issues: ConfigIssue[],
): ProviderEntry {
  const { defaults, ...at } = place;
  const name = textOf(raw, 'name');
  return {
    name: name ?? at.key,
    ...(!name && at.list && { isNamedByPosition: true }),
    type: textOf(raw, 'type') ?? 'unknown',
    enabled: true,
    timings: defaults,
    settings: {},
    ...at,
    issues,
  };
}

function readEntry(raw: unknown, place: Place): ProviderEntry {
  const { defaults, ...at } = place;
  if (isTooDeep(raw)) {
    const message = coreMessage('too-many-levels', { max: MAX_DEPTH });
    const issues = toConfigIssues(place, [{ path: [], message }]);
    return misconfiguredEntry(raw, place, issues);
  }
  const parsed = entrySchema.safeParse(raw);
  if (!parsed.success) {
    return misconfiguredEntry(
      raw,
      place,
      toConfigIssues(place, parsed.error.issues),
    );
  }
  const {
    name,
    type,
    enabled,
    owner,
    labels,
    proxy,
    refreshInterval,
    timeout,
    connectTimeout,
    staleAfter,
    detailTtl,
    ...settings
  } = parsed.data;
  return {
    name,
    type,
    enabled,
    ...(owner && { owner }),
    ...(labels && { labels }),
    ...(proxy !== undefined && { proxy }),
    timings: toTimings(
      { refreshInterval, timeout, connectTimeout, staleAfter, detailTtl },
      defaults,
    ),
    settings: settings as JsonObject,
    ...at,
  };
}

function readSource(
  { entries, files, issue, key, lineOf, source, file }: EntrySource,
  defaults: ProviderTimings,
): ProviderEntry[] {
  const whole: Place = { key, source, defaults, ...(file && { file }) };
  const broken = issue
    ? [
        misconfiguredEntry(
          { name: file ?? key },
          { ...whole, ...(files && { key: issue.key, list: files }) },
          [issue],
        ),
      ]
    : [];
  if (entries === undefined) return broken;
  if (!Array.isArray(entries)) {
    const issues = [toIssue(key, coreMessage('must-be-provider-list'))];
    return [...broken, misconfiguredEntry(undefined, whole, issues)];
  }
  const read = entries.map((raw, index) =>
    readEntry(raw, {
      ...whole,
      key: `${key}[${index}]`,
      list: key,
      ...(lineOf && { lineOf: path => lineOf([index, ...path]) }),
    }),
  );
  return [...read, ...broken];
}

/**
 * Turns raw lists into entries, in order. No entry is dropped: one that cannot be used carries
 * its `issues`, and a name that is taken gets a suffix.
 */
export function readProviderEntries(
  sources: EntrySource[],
  defaults: ProviderTimings,
): ProviderEntry[] {
  const taken = new Map<string, ProviderEntry>();
  return sources
    .flatMap(source => readSource(source, defaults))
    .map(entry => {
      const first = taken.get(entry.name);
      const unique = first
        ? {
            ...entry,
            name: `${entry.name} (${entry.key})`,
            isNamedByPosition: true,
            issues: [
              ...(entry.issues ?? []),
              ...toConfigIssues(entry, [
                {
                  path: ['name'],
                  message: coreMessage('name-taken', {
                    name: entry.name,
                    other: first.key,
                  }),
                },
              ]),
            ],
          }
        : entry;
      taken.set(unique.name, unique);
      return unique;
    });
}
