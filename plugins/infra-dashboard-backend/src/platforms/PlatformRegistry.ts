import type {
  PlatformDescriptor,
  WorkloadTypeDescriptor,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  coreMessage,
  coreMessages,
  coreSchemaText,
  createUpstreamFactory,
  findNearestKey,
  mergeMessages,
  toConfigIssues,
  toSingleIssues,
  type ConfigIssue,
  type MessageText,
  type SchemaIssue,
  type InfraDashboardPlatformsExtensionPoint,
  type InfraProvider,
  type Platform,
  type PlatformOwnership,
  type PlatformPromql,
  type PlatformSupport,
  type UpstreamGate,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ENTRY_KEYS, type ProviderEntry } from '../config';

/** Either a provider, or why there is none. */
export type CreatedProvider =
  | { ok: true; provider: InfraProvider }
  | { ok: false; issues: ConfigIssue[] };

type ParsedEntry =
  | { ok: true; platform: Platform<any>; config: unknown }
  | { ok: false; issues: ConfigIssue[] };

function issueAt(
  entry: ProviderEntry,
  path: readonly string[],
  message: MessageText,
): ConfigIssue[] {
  return toConfigIssues(entry, [{ path, message }]);
}

/** A schema that throws has found a value that it cannot handle. */
function parseSettings(
  { configSchema }: Platform<any>,
  { settings }: ProviderEntry,
): ReturnType<typeof configSchema.safeParse> {
  try {
    return configSchema.safeParse(settings);
  } catch (error) {
    const { name = 'unknown error' } = (error ?? {}) as Partial<Error>;
    const message = coreSchemaText('cannot-be-checked', { reason: name });
    return { success: false, error: { issues: [{ path: [], message }] } };
  }
}

/** A platform knows its own keys only; a key that all types share may be misspelled, too. */
function nameSharedKey(issue: SchemaIssue): SchemaIssue {
  const [key, ...below] = issue.path.map(String);
  if (!issue.params?.knownKeys || below.length > 0) return issue;
  return findNearestKey(key, ENTRY_KEYS) === undefined
    ? issue
    : { ...issue, params: { knownKeys: ENTRY_KEYS } };
}

/** Named one by one: a platform may be an instance of a class, with fields of its own. */
function toDescriptor(platform: Platform<any>): PlatformDescriptor {
  const { type, title, icon, terms, workloadTypes, columns, fields } = platform;
  const { catalog, facts } = platform;
  return {
    ...{ type, title, icon, terms, workloadTypes, facts, columns },
    ...{ fields, catalog },
    // The sentences that all platforms share, and its own.
    messages: mergeMessages(coreMessages, platform.messages ?? {}),
  };
}

const NO_TYPES: ReadonlyMap<string, WorkloadTypeDescriptor> = new Map();

/** The platform types that are known, built in or added through the extension point. */
export class PlatformRegistry implements InfraDashboardPlatformsExtensionPoint {
  readonly #platforms = new Map<string, Platform<any>>();
  /** By platform; read for every cluster of each request. */
  readonly #workloadTypes = new Map<
    string,
    ReadonlyMap<string, WorkloadTypeDescriptor>
  >();
  readonly #ignored: string[] = [];

  addPlatform<TConfig>(platform: Platform<TConfig>): void {
    if (this.#platforms.has(platform.type)) {
      this.#ignored.push(platform.type);
      return;
    }
    this.#platforms.set(platform.type, platform);
    this.#workloadTypes.set(
      platform.type,
      new Map(platform.workloadTypes.map(one => [one.type, one])),
    );
  }

  /** Platforms are added before there is a logger. */
  logIgnored(logger: LoggerService): void {
    for (const type of this.#ignored) {
      logger.warn(
        `The platform '${type}' is added twice; the second one is ignored`,
      );
    }
  }

  /** Titles, terms, columns and form fields of each platform, by title. */
  get descriptors(): PlatformDescriptor[] {
    return [...this.#platforms.values()]
      .map(toDescriptor)
      .sort((a, b) => a.title.localeCompare(b.title));
  }

  /** The types of workloads that a word stands for: a type, a role or another name. */
  typesOf(word: string): string[] {
    const wanted = word.toLowerCase();
    return [...this.#platforms.values()]
      .flatMap(({ workloadTypes }) => workloadTypes)
      .filter(({ aliases = [], role, type }) =>
        [type, role, ...aliases].some(one => one.toLowerCase() === wanted),
      )
      .map(({ type }) => type);
  }

  /** What workloads of a type are; undefined where the platform does not name the type. */
  roleOf(
    platform: string,
    type: string,
  ): WorkloadTypeDescriptor['role'] | undefined {
    return this.workloadTypesOf(platform).get(type)?.role;
  }

  /** How workloads of each platform and entities refer to each other, by type. */
  get ownership(): Map<string, PlatformOwnership> {
    return new Map(
      [...this.#platforms.values()].map(({ ownership = {}, type }) => [
        type,
        ownership,
      ]),
    );
  }

  /** Queries for a Prometheus server that has metrics of a platform. */
  promqlOf(type: string): PlatformPromql | undefined {
    return this.#platforms.get(type)?.promql;
  }

  /** Until when the versions of a platform get corrections, where that is known. */
  supportOf(type: string): PlatformSupport | undefined {
    return this.#platforms.get(type)?.support;
  }

  /** The types of workloads of a platform. */
  workloadTypesOf(type: string): ReadonlyMap<string, WorkloadTypeDescriptor> {
    return this.#workloadTypes.get(type) ?? NO_TYPES;
  }

  /** Types of workloads that are machines of a platform. */
  machineTypesOf(type: string): ReadonlySet<string> {
    const types = [...this.workloadTypesOf(type).values()];
    const machines = types.filter(({ role }) => role === 'machine');
    return new Set(machines.map(one => one.type));
  }

  /** Keys of an entry that the platform declares as secrets. */
  secretKeysOf(type: string): ReadonlySet<string> {
    const fields = this.#platforms.get(type)?.fields ?? [];
    return new Set(
      fields.flatMap(one => (one.type === 'secret' ? [one.key] : [])),
    );
  }

  /** What is wrong with an entry, key by key. Does not create the provider. */
  issuesOf(entry: ProviderEntry): ConfigIssue[] {
    const parsed = this.#parse(entry);
    return parsed.ok ? [] : parsed.issues;
  }

  /** Makes the provider of an entry. What is wrong with the entry is a value, not an exception. */
  create(
    entry: ProviderEntry,
    options: { logger: LoggerService; gate: UpstreamGate },
  ): CreatedProvider {
    const parsed = this.#parse(entry);
    if (!parsed.ok) return parsed;
    try {
      const provider = parsed.platform.create({
        name: entry.name,
        config: parsed.config,
        timeouts: options.gate.timeouts,
        logger: options.logger,
        http: createUpstreamFactory(options.gate),
      });
      return { ok: true, provider };
    } catch (error) {
      const { message = 'cannot be used' } = (error ?? {}) as Partial<Error>;
      return { ok: false, issues: issueAt(entry, [], message) };
    }
  }

  #parse(entry: ProviderEntry): ParsedEntry {
    if (entry.issues) return { ok: false, issues: entry.issues };
    const platform = this.#platforms.get(entry.type);
    if (!platform) {
      const { type } = entry;
      const known = [...this.#platforms.keys()].sort().join(', ');
      const message = known
        ? coreMessage('unknown-platform', { type, known })
        : coreMessage('no-platform', { type });
      return { ok: false, issues: issueAt(entry, ['type'], message) };
    }
    const parsed = parseSettings(platform, entry);
    if (parsed.success) return { ok: true, platform, config: parsed.data };
    const issues = parsed.error.issues as readonly SchemaIssue[];
    return {
      ok: false,
      issues: toConfigIssues(entry, toSingleIssues(issues).map(nameSharedKey)),
    };
  }
}
