import type { PlatformDescriptor } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { createUpstreamFactory } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  InfraDashboardPlatformsExtensionPoint,
  InfraProvider,
  Platform,
  UpstreamGate,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { describeIssues, type ProviderEntry } from '../config';

/** Either a provider, or why there is none, in a message that names the key. */
export type CreatedProvider =
  | { ok: true; provider: InfraProvider }
  | { ok: false; problem: string };

/** A schema that throws has found something that it cannot understand. */
function parseSettings(
  { configSchema }: Platform<any>,
  { settings }: ProviderEntry,
): ReturnType<typeof configSchema.safeParse> {
  try {
    return configSchema.safeParse(settings);
  } catch (error) {
    const message = `cannot be checked (${(error as Error | undefined)?.name})`;
    return { success: false, error: { issues: [{ path: [], message }] } };
  }
}

/** The platform types that are known, built in or added through the extension point. */
export class PlatformRegistry implements InfraDashboardPlatformsExtensionPoint {
  readonly #platforms = new Map<string, Platform<any>>();
  readonly #logger: LoggerService | undefined;

  constructor(options: { logger?: LoggerService } = {}) {
    this.#logger = options.logger;
  }

  addPlatform<TConfig>(platform: Platform<TConfig>): void {
    if (this.#platforms.has(platform.type)) {
      this.#logger?.warn(
        `The platform '${platform.type}' is added twice; the second one is ignored`,
      );
      return;
    }
    this.#platforms.set(platform.type, platform);
  }

  /** What each platform says of itself, by title. */
  get descriptors(): PlatformDescriptor[] {
    return [...this.#platforms.values()]
      .map(({ configSchema: _schema, create: _create, ...rest }) => rest)
      .sort((a, b) => a.title.localeCompare(b.title));
  }

  /** What is wrong with an entry, key by key; nothing is made of it. */
  issuesOf(entry: ProviderEntry): Array<{ key: string; message: string }> {
    if (entry.problem) {
      return entry.problem.split('; ').map(problem => {
        const [, key = '', message = problem] =
          problem.match(/^(\S+): (.*)$/s) ?? [];
        return { key, message };
      });
    }
    const platform = this.#platforms.get(entry.type);
    if (!platform) {
      const key = `${entry.key}.type`;
      return [{ key, message: this.#unknown(entry.type) }];
    }
    const parsed = parseSettings(platform, entry);
    if (parsed.success) return [];
    return parsed.error.issues.map(({ message, path }) => ({
      key: [entry.key, ...path.map(String)].join('.'),
      message,
    }));
  }

  /** Makes the provider of an entry. What is wrong with the entry is a value, not an exception. */
  create(
    entry: ProviderEntry,
    options: { logger: LoggerService; gate: UpstreamGate },
  ): CreatedProvider {
    if (entry.problem) return { ok: false, problem: entry.problem };
    const platform = this.#platforms.get(entry.type);
    if (!platform) {
      return {
        ok: false,
        problem: `${entry.key}.type: ${this.#unknown(entry.type)}`,
      };
    }
    const parsed = parseSettings(platform, entry);
    if (!parsed.success) {
      return {
        ok: false,
        problem: describeIssues(entry.key, parsed.error.issues),
      };
    }
    try {
      const provider = platform.create({
        name: entry.name,
        config: parsed.data,
        timeouts: options.gate.timeouts,
        logger: options.logger,
        http: createUpstreamFactory(options.gate),
      });
      return { ok: true, provider };
    } catch (error) {
      return {
        ok: false,
        problem: `${entry.key}: ${(error as Error | undefined)?.message}`,
      };
    }
  }

  #unknown(type: string): string {
    const known = [...this.#platforms.keys()].sort().join(', ');
    return `'${type}' is not a known platform; known are ${known}`;
  }
}
