import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  type PlatformContext,
  createUpstreamFactory,
  type UpstreamGate,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** @public */
export interface TestContextOptions<TConfig> extends Partial<UpstreamGate> {
  name?: string;
  config: TConfig;
  logger?: LoggerService;
  /** Largest body, in bytes, of clients that do not set their own. Default: that of clients. */
  maxBytes?: number;
}

const SILENT: LoggerService = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => SILENT,
};

/** A context as the backend makes it, for tests of one platform. @public */
export function createTestContext<TConfig>(
  options: TestContextOptions<TConfig>,
): PlatformContext<TConfig> {
  const { config, logger = SILENT, maxBytes, name = 'test', ...gate } = options;
  const timeouts = gate.timeouts ?? { connectMs: 5_000, totalMs: 10_000 };
  const http = createUpstreamFactory({ ...gate, timeouts });
  return {
    name,
    config,
    logger,
    timeouts,
    http: upstream => http({ maxBytes, ...upstream }),
  };
}
