import { ConfigReader, readDurationFromConfig } from '@backstage/config';
import {
  durationToMilliseconds,
  type JsonObject,
  type JsonValue,
} from '@backstage/types';
import { z } from 'zod';
import { flag } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { isTooDeep, MAX_DEPTH } from './nesting';
import type { EntrySource, ProviderEntry, ProviderTimings } from './types';

/** Timings where neither `infraDashboard.defaults` nor the entry says anything. */
export const DEFAULT_TIMINGS: ProviderTimings = {
  refreshMs: 15_000,
  timeoutMs: 10_000,
  connectMs: 5_000,
  staleAfterMs: 120_000,
};

/** A duration in milliseconds, of a text or an object, up to one day. */
export const duration = (shortestMs: number) =>
  z
    .unknown()
    .transform((value, context) => {
      if (value === undefined) return undefined;
      try {
        const config = new ConfigReader({ duration: value as JsonValue });
        const ms = durationToMilliseconds(
          readDurationFromConfig(config, { key: 'duration' }),
        );
        if (ms >= shortestMs && ms <= 24 * 3_600_000) return ms;
        context.addIssue(`must be between ${shortestMs} ms and one day`);
      } catch {
        context.addIssue(
          "must be a duration such as '15s', '2m' or { seconds: 15 }",
        );
      }
      return z.NEVER;
    })
    .optional();

const timingsSchema = z.object({
  refreshInterval: duration(1_000),
  timeout: duration(100),
  connectTimeout: duration(100),
  staleAfter: duration(1_000),
});

const entrySchema = timingsSchema
  .extend({
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
  })
  .loose();

function toTimings(
  read: z.output<typeof timingsSchema>,
  defaults: ProviderTimings,
): ProviderTimings {
  return {
    refreshMs: read.refreshInterval ?? defaults.refreshMs,
    timeoutMs: read.timeout ?? defaults.timeoutMs,
    connectMs: read.connectTimeout ?? defaults.connectMs,
    staleAfterMs: read.staleAfter ?? defaults.staleAfterMs,
  };
}

/** One line that names every key an object fails by, each with its reason. */
export function describeIssues(
  key: string,
  issues: ReadonlyArray<{
    path: ReadonlyArray<PropertyKey>;
    message: string;
  }>,
): string {
  return issues
    .map(
      issue =>
        `${[key, ...issue.path.map(String)].join('.')}: ${issue.message}`,
    )
    .join('; ');
}

/**
 * Reads `infraDashboard.defaults`; a bad value is reported and its default used.
 */
export function readTimings(
  raw: unknown,
  onProblem: (problem: string) => void,
): ProviderTimings {
  const parsed = timingsSchema.safeParse(raw ?? {});
  if (parsed.success) return toTimings(parsed.data, DEFAULT_TIMINGS);
  onProblem(describeIssues('infraDashboard.defaults', parsed.error.issues));
  return DEFAULT_TIMINGS;
}

function fallbackName(raw: unknown, key: string): string {
  const name = (raw as { name?: unknown } | undefined)?.name;
  return typeof name === 'string' && name.trim() ? name.trim() : key;
}

interface Place {
  key: string;
  source: string;
  defaults: ProviderTimings;
}

/** An entry that is listed with its problem, and not used. */
function unusable(raw: unknown, at: Place, problem: string): ProviderEntry {
  const { key, source, defaults } = at;
  const type = (raw as { type?: unknown } | undefined)?.type;
  return {
    name: fallbackName(raw, key),
    type: typeof type === 'string' && type ? type : 'unknown',
    enabled: true,
    timings: defaults,
    settings: {},
    key,
    source,
    problem,
  };
}

function readEntry(raw: unknown, at: Place): ProviderEntry {
  const { key, source, defaults } = at;
  if (isTooDeep(raw)) {
    return unusable(raw, at, `${key}: has more than ${MAX_DEPTH} levels`);
  }
  const parsed = entrySchema.safeParse(raw);
  if (!parsed.success) {
    return unusable(raw, at, describeIssues(key, parsed.error.issues));
  }
  const {
    name,
    type,
    enabled,
    owner,
    labels,
    refreshInterval,
    timeout,
    connectTimeout,
    staleAfter,
    ...settings
  } = parsed.data;
  return {
    name,
    type,
    enabled,
    ...(owner && { owner }),
    ...(labels && { labels }),
    timings: toTimings(
      { refreshInterval, timeout, connectTimeout, staleAfter },
      defaults,
    ),
    settings: settings as JsonObject,
    key,
    source,
  };
}

/**
 * Turns raw lists into entries, in order. No entry is dropped: one that cannot be used
 * carries its `problem`, and a name that is taken gets a number.
 */
export function readProviderEntries(
  sources: EntrySource[],
  defaults: ProviderTimings,
): ProviderEntry[] {
  const entries: ProviderEntry[] = [];
  const taken = new Map<string, ProviderEntry>();
  for (const { key: prefix, source, entries: list } of sources) {
    if (list === undefined) continue;
    const isList = Array.isArray(list);
    const raws = isList ? list : [list];
    raws.forEach((raw, index) => {
      const key = isList ? `${prefix}[${index}]` : prefix;
      const entry = isList
        ? readEntry(raw, { key, source, defaults })
        : unusable(
            undefined,
            { key, source, defaults },
            `${key}: must be a list of providers`,
          );
      const first = taken.get(entry.name);
      if (first) {
        entry.problem = [
          entry.problem,
          `${key}.name: '${entry.name}' is already the name of ${first.key}`,
        ]
          .filter(Boolean)
          .join('; ');
        entry.name = `${entry.name} (${key})`;
      }
      taken.set(entry.name, entry);
      entries.push(entry);
    });
  }
  return entries;
}
