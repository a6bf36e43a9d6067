import type { LoggerService } from '@backstage/backend-plugin-api';
import type { PlatformDescriptor } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { UpstreamClient } from '../upstream/UpstreamClient';
import type { UpstreamOptions } from '../upstream/createUpstreamFactory';
import type { InfraProvider } from './InfraProvider';
import type { PlatformOwnership } from './PlatformOwnership';
import type { PlatformSupport } from './PlatformSupport';
import type { PlatformPromql } from './PlatformPromql';

/**
 * Checks the keys of a platform in one entry of `infraDashboard.providers`. Every zod schema
 * fits, of any version. Checks the shape only: it also runs for entries that a user sends to be
 * validated, and must not read files.
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

/** The input to create a provider. @public */
export interface PlatformContext<TConfig> {
  /** Name of the entry, unique over all providers. */
  name: string;
  /** The checked entry, without the keys that all platforms share. */
  config: TConfig;
  /** Limits of each upstream request, in milliseconds. */
  timeouts: { connectMs: number; totalMs: number };
  /** Removes the secrets and addresses of the entry from what it logs. */
  logger: LoggerService;
  /**
   * Makes a client of one server. Timeouts, limits, metrics, proxy and redaction are built in.
   */
  http(options: UpstreamOptions): UpstreamClient;
}

/**
 * A platform: what it is called, how it is configured, and how it is read.
 *
 * @public
 */
export interface Platform<TConfig = unknown> extends PlatformDescriptor {
  readonly configSchema: ProviderConfigSchema<TConfig>;
  /** How its workloads and entities of the catalog refer to each other. */
  readonly ownership?: PlatformOwnership;
  /** Until when its versions get corrections. */
  readonly support?: PlatformSupport;
  /** Queries for a Prometheus server that has metrics of the platform. */
  readonly promql?: PlatformPromql;
  /**
   * Must touch neither the network nor files, which are read when the provider connects; throws
   * an Error that names the key when it cannot work.
   */
  create(context: PlatformContext<TConfig>): InfraProvider;
}
