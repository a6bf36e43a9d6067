import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  InfraDashboardProvidersExtensionPoint,
  InfraProvider,
  InfraProviderFactory,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { describeIssues, type ProviderEntry } from '../config';

/** Either a provider, or why there is none, in a message that names the key. */
export type CreatedProvider =
  | { ok: true; provider: InfraProvider }
  | { ok: false; problem: string };

/** A schema that throws has found something that it cannot understand. */
function parseSettings(
  { configSchema }: InfraProviderFactory<any>,
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
export class ProviderRegistry implements InfraDashboardProvidersExtensionPoint {
  readonly #factories = new Map<string, InfraProviderFactory<any>>();

  addProvider<TConfig>(factory: InfraProviderFactory<TConfig>): void {
    if (this.#factories.has(factory.type)) {
      throw new Error(
        `There already is a provider for the platform type '${factory.type}'`,
      );
    }
    this.#factories.set(factory.type, factory);
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
    const factory = this.#factories.get(entry.type);
    if (!factory) {
      const key = `${entry.key}.type`;
      return [{ key, message: this.#unknown(entry.type) }];
    }
    const parsed = parseSettings(factory, entry);
    if (parsed.success) return [];
    return parsed.error.issues.map(({ message, path }) => ({
      key: [entry.key, ...path.map(String)].join('.'),
      message,
    }));
  }

  /** Makes the provider of an entry. What is wrong with the entry is a value, not an exception. */
  create(entry: ProviderEntry, logger: LoggerService): CreatedProvider {
    if (entry.problem) return { ok: false, problem: entry.problem };
    const factory = this.#factories.get(entry.type);
    if (!factory) {
      return {
        ok: false,
        problem: `${entry.key}.type: ${this.#unknown(entry.type)}`,
      };
    }
    const parsed = parseSettings(factory, entry);
    if (!parsed.success) {
      return {
        ok: false,
        problem: describeIssues(entry.key, parsed.error.issues),
      };
    }
    try {
      const provider = factory.create({
        name: entry.name,
        config: parsed.data,
        timeouts: {
          connectMs: entry.timings.connectMs,
          totalMs: entry.timings.timeoutMs,
        },
        logger,
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
    const known = [...this.#factories.keys()].sort().join(', ');
    return `'${type}' is not a known platform; known are ${known}`;
  }
}
