import type { JsonObject } from '@backstage/types';
import { z } from 'zod';
import {
  flag,
  toConfigIssues,
  type ConfigIssue,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { isTooDeep, MAX_DEPTH } from './nesting';
import { timingKeys, toTimings } from './timings';
import type { EntrySource, ProviderEntry, ProviderTimings } from './types';

function isProxyUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

const entryKeys = {
  ...timingKeys,
  name: z
    .string('must be a text')
    .trim()
    .min(1, 'must not be empty')
    .max(200, 'must not be longer than 200 characters'),
  type: z.string('must be a text').min(1, 'must not be empty'),
  enabled: flag.transform(value => value ?? true),
  owner: z.string('must be an entity reference').optional(),
  labels: z
    .record(
      z.string(),
      z.string('must be a text'),
      'must be an object of texts',
    )
    .optional(),
  proxy: z
    .custom<string | false>(
      value =>
        value === false || (typeof value === 'string' && isProxyUrl(value)),
      'must be the http(s) URL of a proxy, or false',
    )
    .optional(),
};

/** The keys that entries of all types have. */
export const ENTRY_KEYS = Object.keys(entryKeys);

/** The keys of one type are checked by its own schema. */
const entrySchema = z.object(entryKeys, 'must be an object').loose();

type Place = Pick<ProviderEntry, 'key' | 'source' | 'file' | 'lineOf'> & {
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
  return {
    name: textOf(raw, 'name') ?? at.key,
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
  const wrong = (message: string) =>
    misconfiguredEntry(
      raw,
      place,
      toConfigIssues(place, [{ path: [], message }]),
    );
  if (isTooDeep(raw)) return wrong(`has more than ${MAX_DEPTH} levels`);
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
  { entries, issue, key, lineOf, source, file }: EntrySource,
  defaults: ProviderTimings,
): ProviderEntry[] {
  const whole: Place = { key, source, defaults, ...(file && { file }) };
  const broken = issue
    ? [misconfiguredEntry({ name: file }, whole, [issue])]
    : [];
  if (entries === undefined || entries === null) return broken;
  if (!Array.isArray(entries)) {
    const issues = [{ key, message: 'must be a list of providers' }];
    return [...broken, misconfiguredEntry(undefined, whole, issues)];
  }
  const read = entries.map((raw, index) =>
    readEntry(raw, {
      ...whole,
      key: `${key}[${index}]`,
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
            issues: [
              ...(entry.issues ?? []),
              ...toConfigIssues(entry, [
                {
                  path: ['name'],
                  message: `'${entry.name}' is already the name of ${first.key}`,
                },
              ]),
            ],
          }
        : entry;
      taken.set(unique.name, unique);
      return unique;
    });
}
