import type { LoggerService } from '@backstage/backend-plugin-api';
import type { InfraProvider } from './InfraProvider';

/**
 * Checks one entry of `infraDashboard.providers`. Every zod schema fits, of any version.
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
  /** Must not touch the network; throws an Error that names the key when it cannot work. */
  create(options: CreateProviderOptions<TConfig>): InfraProvider;
}
