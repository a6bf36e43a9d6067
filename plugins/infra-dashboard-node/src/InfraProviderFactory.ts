import type { LoggerService } from '@backstage/backend-plugin-api';
import type { InfraProvider } from './InfraProvider';

/**
 * Checks one entry of `infraDashboard.providers`. Every zod schema fits, of any version. Checks
 * the shape only: it also runs for entries that a user sends to be validated, and must not read
 * files.
 *
 * @public
 */
export interface ProviderConfigSchema<TConfig> {
  safeParse(input: unknown):
    | { success: true; data: TConfig }
    | {
        success: false;
        error: {
          issues: ReadonlyArray<{
            path: ReadonlyArray<PropertyKey>;
            message: string;
          }>;
        };
      };
}

/** @public */
export interface CreateProviderOptions<TConfig> {
  /** Name of the entry, unique over all providers. */
  name: string;
  /** The checked entry, without `name`, `type`, `enabled`, `owner` and the timings. */
  config: TConfig;
  /** Limits of each upstream request, in milliseconds. */
  timeouts: { connectMs: number; totalMs: number };
  logger: LoggerService;
}

/**
 * Makes the providers of one platform type.
 *
 * @public
 */
export interface InfraProviderFactory<TConfig = unknown> {
  /** Value of `type` in the configuration. */
  readonly type: string;
  readonly configSchema: ProviderConfigSchema<TConfig>;
  /**
   * Must touch neither the network nor files, which are read when the provider connects; throws
   * an Error that names the key when it cannot work.
   */
  create(options: CreateProviderOptions<TConfig>): InfraProvider;
}
